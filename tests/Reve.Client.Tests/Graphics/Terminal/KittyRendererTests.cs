using System.Linq;
using Reve.Graphics.Drawing;
using Reve.Graphics.Png;
using Reve.Graphics.Terminal;
using Xunit;

namespace Reve.Tests.Graphics.Terminal;

public class KittyRendererTests
{
    [Fact]
    public void The_terminal_receives_the_unchanged_file()
    {
        var image = Bitmaps.Gradient(200, 100);
        var file = Bitmaps.Png(image);

        var screen = KittyScreen.Show(Bitmaps.Read(file).Render(TerminalProtocol.Kitty, new TerminalSpace(80)));

        Assert.Equal(file, screen.File);
        Assert.Equal(image.Rgba, PngReader.Read(screen.File).Rgba);
        Assert.Equal(("T", "100"), (screen.Order["a"], screen.Order["f"]));
    }

    [Fact]
    public void The_reply_of_the_terminal_is_suppressed() =>
        Assert.Equal("2", KittyScreen.Show(Bitmaps.Render(Bitmaps.Gradient(9, 9), TerminalProtocol.Kitty)).Order["q"]);

    [Fact]
    public void A_long_file_is_sent_in_full_chunks_except_the_last()
    {
        var screen = KittyScreen.Show(Bitmaps.Render(Noise(100, 100), TerminalProtocol.Kitty));

        Assert.True(screen.PieceLengths.Length > 2);
        Assert.All(screen.PieceLengths.SkipLast(1), length => Assert.Equal(4096, length));
        Assert.InRange(screen.PieceLengths[^1], 4, 4096);
    }

    [Fact]
    public void A_short_file_is_sent_in_one_chunk() =>
        Assert.Single(KittyScreen.Show(Bitmaps.Render(Bitmaps.Gradient(2, 2), TerminalProtocol.Kitty)).PieceLengths);

    [Theory]
    [InlineData(1000, 400, 50, 30, "c", "50")]
    [InlineData(1000, 400, 80, 10, "r", "10")]
    [InlineData(95, 40, 80, 30, "c", "10")]
    public void Only_the_limiting_side_is_specified(
        int width, int height, int columns, int rows, string side, string cells)
    {
        var order = KittyScreen.Show(
            Bitmaps.Render(Bitmaps.Gradient(width, height), TerminalProtocol.Kitty, columns, rows)).Order;

        Assert.Equal(cells, order[side]);
        Assert.DoesNotContain(side == "c" ? "r" : "c", order.Keys);
    }

    private static Bitmap Noise(int width, int height)
    {
        var random = new System.Random(5);
        return Bitmaps.Of(width, height, (_, _) => [random.Next(256), random.Next(256), random.Next(256), 255]);
    }
}
