using System;
using System.Linq;
using Reve.Graphics.Drawing;
using Reve.Graphics.Png;
using Reve.Graphics.Sandbox;
using Reve.Graphics.Terminal;
using Xunit;

namespace Reve.Tests.Graphics.Terminal;

public class SixelRendererTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(37, 20)]
    [InlineData(120, 61)]
    public void An_image_with_few_colors_is_shown_pixel_by_pixel(int width, int height)
    {
        var image = Bitmaps.Colorful(width, height);

        var screen = SixelScreen.Show(Bitmaps.Render(image, TerminalProtocol.Sixel));

        Assert.Equal((width, height), (screen.Width, screen.Height));
        Assert.Equal(Bitmaps.Displayed(image).Rgba, screen.Rgba);
    }

    [Fact]
    public void An_image_with_256_colors_is_shown_with_the_nearest_percentages()
    {
        var image = Bitmaps.Of(16, 16, (x, y) => [x * 17, y * 17, 100, 255]);

        var screen = SixelScreen.Show(Bitmaps.Render(image, TerminalProtocol.Sixel));

        Assert.InRange(Farthest(image, screen), 0, 1);
    }

    [Fact]
    public void An_image_with_many_colors_is_dithered_to_the_same_averages()
    {
        var image = Bitmaps.Gradient(640, 360);

        var screen = SixelScreen.Show(Bitmaps.Render(image, TerminalProtocol.Sixel));

        Assert.InRange(Difference(Averaged(image), Averaged(screen)), 0, 1);
        Assert.InRange(Farthest(Averaged(image), Averaged(screen)), 0, 16);
    }

    [Fact]
    public void A_Sandbox_image_is_dithered_to_the_same_averages()
    {
        var file = SandboxImage.Draw(new SandboxScene
        {
            Operation = nameof(ReveOperation.Create), Prompt = "a paper fox", AspectRatio = "16:9",
            Width = 1360, Height = 768, Model = "sandbox",
        });

        var screen = SixelScreen.Show(Bitmaps.Read(file).Render(TerminalProtocol.Sixel, new TerminalSpace(80, 24)));

        Assert.Equal((800, 452), (screen.Width, screen.Height));
        var scaled = BitmapScaler.Scale(PngReader.Read(file), 800, 452);
        Assert.InRange(Difference(Averaged(scaled), Averaged(screen)), 0, 1);
        Assert.InRange(Farthest(Averaged(scaled), Averaged(screen)), 0, 16);
    }

    [Fact]
    public void Transparent_pixels_are_not_painted()
    {
        var gradient = Bitmaps.Gradient(100, 100);
        var image = Bitmaps.Of(100, 100, (x, y) =>
            Bitmaps.At(gradient, x, y) is var pixel && x > y ? [.. pixel[..3], 127] : pixel);

        var screen = SixelScreen.Show(Bitmaps.Render(image, TerminalProtocol.Sixel));

        Assert.Equal(Opacities(Bitmaps.Displayed(image)), Opacities(screen));
    }

    [Fact]
    public void A_transparent_image_paints_nothing() =>
        Assert.DoesNotContain(
            SixelScreen.Show(Bitmaps.Render(Bitmaps.Of(20, 20, (_, _) => [1, 2, 3, 0]), TerminalProtocol.Sixel)).Rgba,
            one => one != 0);

    [Fact]
    public void Equal_columns_are_run_length_encoded() =>
        Assert.InRange(
            Bitmaps.Render(Bitmaps.Of(400, 60, (_, _) => [255, 0, 0, 255]), TerminalProtocol.Sixel).Length, 50, 150);

    [Fact]
    public void An_image_is_not_larger_than_the_space()
    {
        var screen = SixelScreen.Show(Bitmaps.Render(Bitmaps.Gradient(640, 360), TerminalProtocol.Sixel, 40, 10));

        Assert.Equal((356, 200), (screen.Width, screen.Height));
    }

    private static int Farthest(Bitmap one, Bitmap other) =>
        one.Rgba.Zip(other.Rgba, (a, b) => Math.Abs(a - b)).Max();

    private static double Difference(Bitmap one, Bitmap other) =>
        one.Rgba.Zip(other.Rgba, (a, b) => Math.Abs(a - b)).Average();

    /// <summary>Averages squares of 8 x 8 pixels, which removes the dithering.</summary>
    private static Bitmap Averaged(Bitmap bitmap) =>
        BitmapScaler.Scale(bitmap, bitmap.Width / 8, bitmap.Height / 8);

    private static byte[] Opacities(Bitmap bitmap) => [.. bitmap.Rgba.Where((_, at) => at % 4 == 3)];
}
