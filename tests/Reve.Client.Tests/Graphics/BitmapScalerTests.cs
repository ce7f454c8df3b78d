using System.Linq;
using Reve.Graphics.Drawing;
using Xunit;

namespace Reve.Tests.Graphics;

public class BitmapScalerTests
{
    [Fact]
    public void A_pixel_is_the_average_of_its_area()
    {
        var image = Bitmaps.Of(4, 2, (x, y) => [x * 40, y * 100, 10, 255]);

        var half = BitmapScaler.Scale(image, 2, 1);

        Assert.Equal([20, 50, 10, 255], Bitmaps.At(half, 0, 0));
        Assert.Equal([100, 50, 10, 255], Bitmaps.At(half, 1, 0));
    }

    [Fact]
    public void A_pixel_in_two_areas_counts_in_both_by_its_share()
    {
        var image = Bitmaps.Of(3, 1, (x, _) => [x * 90, 0, 0, 255]);

        var two = BitmapScaler.Scale(image, 2, 1);

        Assert.Equal(30, Bitmaps.At(two, 0, 0)[0]);
        Assert.Equal(150, Bitmaps.At(two, 1, 0)[0]);
    }

    [Fact]
    public void Transparent_pixels_do_not_change_the_color_of_their_neighbors()
    {
        var image = Bitmaps.Of(2, 1, (x, _) => x == 0 ? [255, 0, 0, 0] : [0, 0, 200, 255]);

        Assert.Equal([0, 0, 200, 128], Bitmaps.At(BitmapScaler.Scale(image, 1, 1), 0, 0));
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(64, 48)]
    [InlineData(129, 1)]
    [InlineData(500, 300)]
    public void A_uniform_color_is_unchanged_at_every_size(int width, int height)
    {
        var scaled = BitmapScaler.Scale(Bitmaps.Of(64, 48, (_, _) => [200, 100, 50, 255]), width, height);

        Assert.Equal(width * height * 4, scaled.Rgba.Length);
        Assert.All(Enumerable.Range(0, width * height), at =>
            Assert.Equal([200, 100, 50, 255], Bitmaps.At(scaled, at % width, at / width)));
    }
}
