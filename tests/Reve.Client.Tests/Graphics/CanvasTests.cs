using System;
using Reve.Graphics.Drawing;
using Xunit;

namespace Reve.Tests.Graphics;

/// <summary>Shapes are filled as runs of equal pixels, with the same result as pixel by pixel.</summary>
public sealed class CanvasTests
{
    private const int Width = 61;
    private const int Height = 47;
    private static readonly Color s_color = new(200, 120, 40);

    [Theory]
    [InlineData(10, 8, 50, 40, 6, 1, 1)]
    [InlineData(10.3, 8.6, 49.7, 40.2, 6.5, 0.5, 9)]
    [InlineData(20, 10, 44, 34, 12, 1, 1)]
    [InlineData(20.4, 10.1, 44.4, 34.1, 12, 0.22, 1)]
    [InlineData(-20, -15, 30, 20, 10, 1, 1)]
    [InlineData(40.5, 30.5, 80, 70, 8, 0.7, 4)]
    [InlineData(5, 20, 55, 21.5, 0, 1, 1)]
    [InlineData(30, 20, 30.4, 20.4, 0, 1, 1)]
    public void A_rounded_rectangle_has_the_cover_of_each_pixel(
        double left, double top, double right, double bottom, double radius, double strength, double softness)
    {
        var area = new Rectangle(left, top, right, bottom);
        var (canvas, expected) = (new Canvas(Width, Height), new Canvas(Width, Height));

        canvas.FillRounded(area, radius, s_color, strength, softness);

        for (var y = 0; y < Height; y++)
        {
            for (var x = 0; x < Width; x++)
            {
                var cover = Math.Clamp(0.5 - (area.DistanceTo(x + 0.5, y + 0.5, radius) / softness), 0, 1);
                var smooth = softness > 1 ? cover * cover * (3 - (2 * cover)) : cover;
                expected.Blend(x, y, s_color, (int)(smooth * strength * 255));
            }
        }

        Assert.Equal(expected.Pixels, canvas.Pixels);
    }

    [Theory]
    [InlineData(0, Width)]
    [InlineData(7, 8)]
    [InlineData(7, 20)]
    [InlineData(9, 9)]
    public void A_row_is_filled_from_left_to_right(int left, int right)
    {
        var (canvas, expected) = (new Canvas(Width, Height), new Canvas(Width, Height));

        canvas.FillRow(3, left, right, s_color);

        for (var x = left; x < right; x++) expected.Set(x, 3, s_color);
        Assert.Equal(expected.Pixels, canvas.Pixels);
    }
}
