using System.Text.RegularExpressions;
using System;
using Reve.Imaging;
using Reve.Terminal;
using Reve.Tests.Imaging;
using Xunit;

namespace Reve.Tests.Terminal;

public partial class ITerm2DrawingTests
{
    [Fact]
    public void The_image_comes_back_as_the_file_that_it_was_pixel_for_pixel()
    {
        var image = Sample.Gradient(200, 100);
        var file = Sample.Png(image);

        var (order, shown) = Show(Sample.Draw(image, TerminalProtocol.ITerm2));

        Assert.Equal(file, shown);
        Assert.Equal(image.Rgba, PngReader.Read(shown).Rgba);
        Assert.Equal($"inline=1;size={file.Length};width=20;height=5;preserveAspectRatio=1", order);
    }

    [Theory]
    [InlineData("jpeg", "width=2;height=1")]
    [InlineData("webp lossy", "width=2;height=1")]
    public void A_file_of_any_format_goes_through(string kind, string box)
    {
        var file = kind == "jpeg" ? HeaderSamples.Jpeg(0xC0) : HeaderSamples.WebPLossy();
        var header = ImageHeaderReader.Read(file)!;
        Assert.NotEqual(ImageFormat.Png, header.Format);

        var (order, shown) = Show(Sample.Read(file).Draw(TerminalProtocol.ITerm2, new TerminalSpace(2, 1)));

        Assert.Equal(file, shown);
        Assert.Contains(box, order, StringComparison.Ordinal);
    }

    [Fact]
    public void The_box_is_left_to_the_terminal_when_the_file_does_not_tell_its_size()
    {
        var cut = HeaderSamples.Png().AsSpan(0, 12).ToArray();

        Assert.Contains(
            "width=auto;height=auto", Show(Sample.Read(cut).Draw(TerminalProtocol.ITerm2, new TerminalSpace(80))).Order,
            StringComparison.Ordinal);
    }

    private static (string Order, byte[] File) Show(string text)
    {
        var match = Order().Match(text);
        Assert.True(match.Success, text[..Math.Min(99, text.Length)]);
        return (match.Groups[1].Value, Convert.FromBase64String(match.Groups[2].Value));
    }

    [GeneratedRegex(@"^\e\]1337;File=([^:]*):([A-Za-z0-9+/=]*)\a$")]
    private static partial Regex Order();
}
