using System;
using System.Linq;
using Reve.Imaging;
using Reve.Terminal;
using Xunit;

namespace Reve.Tests.Terminal;

public class SixelDrawingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 5)]
    [InlineData(37, 20)]
    [InlineData(120, 61)]
    public void An_image_of_few_colours_comes_back_pixel_for_pixel(int width, int height)
    {
        var image = Sample.Colourful(width, height);

        var screen = SixelScreen.Show(Sample.Draw(image, TerminalProtocol.Sixel));

        Assert.Equal((width, height), (screen.Width, screen.Height));
        Assert.Equal(Sample.Seen(image).Rgba, screen.Rgba);
    }

    [Fact]
    public void Two_hundred_and_fifty_six_colours_come_back_as_near_as_percents_can_say()
    {
        var image = Sample.Of(16, 16, (x, y) => [x * 17, y * 17, 100, 255]);

        var screen = SixelScreen.Show(Sample.Draw(image, TerminalProtocol.Sixel));

        Assert.InRange(Farthest(image, screen), 0, 1);
    }

    [Fact]
    public void An_image_of_many_colours_comes_back_as_the_same_to_the_eye()
    {
        var image = Sample.Gradient(640, 360);

        var screen = SixelScreen.Show(Sample.Draw(image, TerminalProtocol.Sixel));

        Assert.InRange(Difference(Averaged(image), Averaged(screen)), 0, 1);
        Assert.InRange(Farthest(Averaged(image), Averaged(screen)), 0, 16);
    }

    [Fact]
    public void An_image_of_the_sandbox_comes_back_as_the_same_to_the_eye()
    {
        var file = SandboxImage.Draw(new SandboxScene
        {
            Operation = ReveOperation.Create, Prompt = "a paper fox", AspectRatio = "16:9", Width = 1360, Height = 768,
            Model = "sandbox",
        });

        var screen = SixelScreen.Show(Sample.Read(file).Draw(TerminalProtocol.Sixel, new TerminalSpace(80, 24)));

        Assert.Equal((800, 452), (screen.Width, screen.Height));
        var scaled = ImageScaler.Scale(PngReader.Read(file), 800, 452);
        Assert.InRange(Difference(Averaged(scaled), Averaged(screen)), 0, 1);
        Assert.InRange(Farthest(Averaged(scaled), Averaged(screen)), 0, 16);
    }

    [Fact]
    public void What_is_see_through_is_not_painted_however_many_colours_there_are()
    {
        var gradient = Sample.Gradient(100, 100);
        var image = Sample.Of(100, 100, (x, y) =>
            Sample.At(gradient, x, y) is var pixel && x > y ? [.. pixel[..3], 127] : pixel);

        var screen = SixelScreen.Show(Sample.Draw(image, TerminalProtocol.Sixel));

        Assert.Equal(Opacities(Sample.Seen(image)), Opacities(screen));
    }

    [Fact]
    public void An_image_that_is_see_through_all_over_is_an_empty_one() =>
        Assert.DoesNotContain(
            SixelScreen.Show(Sample.Draw(Sample.Of(20, 20, (_, _) => [1, 2, 3, 0]), TerminalProtocol.Sixel)).Rgba,
            one => one != 0);

    [Fact]
    public void Equal_columns_are_counted_and_not_repeated() =>
        Assert.InRange(
            Sample.Draw(Sample.Of(400, 60, (_, _) => [255, 0, 0, 255]), TerminalProtocol.Sixel).Length, 50, 150);

    [Fact]
    public void It_is_no_larger_than_the_room_for_it()
    {
        var screen = SixelScreen.Show(Sample.Draw(Sample.Gradient(640, 360), TerminalProtocol.Sixel, 40, 10));

        Assert.Equal((356, 200), (screen.Width, screen.Height));
    }

    private static int Farthest(Bitmap one, Bitmap other) =>
        one.Rgba.Zip(other.Rgba, (a, b) => Math.Abs(a - b)).Max();

    private static double Difference(Bitmap one, Bitmap other) =>
        one.Rgba.Zip(other.Rgba, (a, b) => Math.Abs(a - b)).Average();

    /// <summary>What the eye makes of the dots: squares of eight by eight pixels.</summary>
    private static Bitmap Averaged(Bitmap bitmap) =>
        ImageScaler.Scale(bitmap, bitmap.Width / 8, bitmap.Height / 8);

    private static byte[] Opacities(Bitmap bitmap) => [.. bitmap.Rgba.Where((_, at) => at % 4 == 3)];
}
