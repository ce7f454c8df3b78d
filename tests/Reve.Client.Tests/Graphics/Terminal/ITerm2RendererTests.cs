using System;
using System.Text.RegularExpressions;
using Reve.Graphics.Png;
using Reve.Graphics.Terminal;
using Reve.Tests.Imaging;
using Xunit;

namespace Reve.Tests.Graphics.Terminal;

public partial class ITerm2RendererTests
{
    [Fact]
    public void The_terminal_receives_the_unchanged_file()
    {
        var image = Bitmaps.Gradient(200, 100);
        var file = Bitmaps.Png(image);

        var (order, shown) = Show(Bitmaps.Render(image, TerminalProtocol.ITerm2));

        Assert.Equal(file, shown);
        Assert.Equal(image.Rgba, PngReader.Read(shown).Rgba);
        Assert.Equal($"inline=1;size={file.Length};width=20;height=5;preserveAspectRatio=1", order);
    }

    [Theory]
    [InlineData("jpeg", "width=2;height=1")]
    [InlineData("webp lossy", "width=2;height=1")]
    public void A_file_of_any_format_is_sent(string kind, string box)
    {
        var file = kind == "jpeg" ? HeaderSamples.Jpeg(0xC0) : HeaderSamples.WebPLossy();
        var header = ImageHeaderReader.Read(file)!;
        Assert.NotEqual(ImageFormat.Png, header.Format);

        var (order, shown) = Show(Bitmaps.Read(file).Render(TerminalProtocol.ITerm2, new TerminalSpace(2, 1)));

        Assert.Equal(file, shown);
        Assert.Contains(box, order, StringComparison.Ordinal);
    }

    [Fact]
    public void The_terminal_chooses_the_size_of_an_image_of_unknown_size()
    {
        var cut = HeaderSamples.Png().AsSpan(0, 12).ToArray();

        Assert.Contains(
            "width=auto;height=auto",
            Show(Bitmaps.Read(cut).Render(TerminalProtocol.ITerm2, new TerminalSpace(80))).Order,
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
