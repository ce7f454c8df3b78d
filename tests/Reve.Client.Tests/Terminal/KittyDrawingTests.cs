using System.Linq;
using Reve.Imaging;
using Reve.Terminal;
using Xunit;

namespace Reve.Tests.Terminal;

public class KittyDrawingTests
{
    [Fact]
    public void The_image_comes_back_as_the_file_that_it_was_pixel_for_pixel()
    {
        var image = Sample.Gradient(200, 100);
        var file = Sample.Png(image);

        var screen = KittyScreen.Show(Sample.Read(file).Draw(TerminalProtocol.Kitty, new TerminalSpace(80)));

        Assert.Equal(file, screen.File);
        Assert.Equal(image.Rgba, PngReader.Read(screen.File).Rgba);
        Assert.Equal(("T", "100"), (screen.Order["a"], screen.Order["f"]));
    }

    [Fact]
    public void The_terminal_is_asked_not_to_answer() =>
        Assert.Equal("2", KittyScreen.Show(Sample.Draw(Sample.Gradient(9, 9), TerminalProtocol.Kitty)).Order["q"]);

    [Fact]
    public void A_long_file_comes_in_pieces_that_are_full_but_for_the_last()
    {
        var screen = KittyScreen.Show(Sample.Draw(Noise(100, 100), TerminalProtocol.Kitty));

        Assert.True(screen.PieceLengths.Length > 2);
        Assert.All(screen.PieceLengths.SkipLast(1), length => Assert.Equal(4096, length));
        Assert.InRange(screen.PieceLengths[^1], 4, 4096);
    }

    [Fact]
    public void A_short_file_comes_in_one_piece() =>
        Assert.Single(KittyScreen.Show(Sample.Draw(Sample.Gradient(2, 2), TerminalProtocol.Kitty)).PieceLengths);

    [Theory]
    [InlineData(1000, 400, 50, 30, "c", "50")]
    [InlineData(1000, 400, 80, 10, "r", "10")]
    [InlineData(95, 40, 80, 30, "c", "10")]
    public void Only_the_side_that_binds_is_said_so_that_nothing_is_stretched(
        int width, int height, int columns, int rows, string side, string cells)
    {
        var order = KittyScreen.Show(
            Sample.Draw(Sample.Gradient(width, height), TerminalProtocol.Kitty, columns, rows)).Order;

        Assert.Equal(cells, order[side]);
        Assert.DoesNotContain(side == "c" ? "r" : "c", order.Keys);
    }

    private static Bitmap Noise(int width, int height)
    {
        var random = new System.Random(5);
        return Sample.Of(width, height, (_, _) => [random.Next(256), random.Next(256), random.Next(256), 255]);
    }
}
