using System.Linq;
using Reve.Terminal;
using Xunit;

namespace Reve.Tests.Terminal;

public class BlocksDrawingTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(37, 20)]
    [InlineData(120, 62)]
    public void An_image_comes_back_pixel_for_pixel(int width, int height)
    {
        var image = Sample.Colourful(width, height);

        var screen = BlocksScreen.Show(Sample.Draw(image, TerminalProtocol.Blocks));

        Assert.Equal((width, height), (screen.Width, screen.Height));
        Assert.Equal(Sample.Seen(image).Rgba, screen.Rgba);
    }

    [Fact]
    public void Every_mixture_of_seen_and_see_through_comes_back()
    {
        var image = Sample.Of(64, 64, (x, y) => [x * 4, y * 4, 9, ((x * 7) + (y * 13) + (x * y)) % 3 == 0 ? 0 : 255]);

        Assert.Equal(
            Sample.Seen(image).Rgba, BlocksScreen.Show(Sample.Draw(image, TerminalProtocol.Blocks)).Rgba);
    }

    [Fact]
    public void An_odd_row_at_the_bottom_has_the_background_under_it()
    {
        var image = Sample.Gradient(5, 3);

        var screen = BlocksScreen.Show(Sample.Draw(image, TerminalProtocol.Blocks));

        Assert.Equal([.. image.Rgba, .. new byte[5 * 4]], screen.Rgba);
    }

    [Fact]
    public void A_large_image_is_averaged_into_the_room_for_it()
    {
        var image = Sample.Gradient(300, 200);

        var screen = BlocksScreen.Show(Sample.Draw(image, TerminalProtocol.Blocks, columns: 60, rows: 10));

        Assert.Equal((30, 20), (screen.Width, screen.Height));
        Assert.Equal(ImageScaler.Scale(image, 30, 20).Rgba, screen.Rgba);
    }

    [Fact]
    public void A_small_image_is_enlarged_only_when_it_is_to_fill_its_room()
    {
        var image = Sample.Read(Sample.Png(Sample.Colourful(4, 4)));

        var small = BlocksScreen.Show(image.Draw(TerminalProtocol.Blocks, new TerminalSpace(8)));
        var large = BlocksScreen.Show(image.Draw(TerminalProtocol.Blocks, new TerminalSpace(8) { Fills = true }));

        Assert.Equal((4, 4), (small.Width, small.Height));
        Assert.Equal((8, 8), (large.Width, large.Height));
        Assert.Equal(Sample.At(small, 1, 1), Sample.At(large, 3, 2));
    }

    [Fact]
    public void A_colour_is_said_once_for_all_that_have_it() =>
        Assert.Equal(
            "\e[48;2;9;8;7m\e[38;2;9;8;7m" + new string('\u2580', 30) + "\e[0m",
            Sample.Draw(Sample.Of(30, 2, (_, _) => [9, 8, 7, 255]), TerminalProtocol.Blocks));
}
