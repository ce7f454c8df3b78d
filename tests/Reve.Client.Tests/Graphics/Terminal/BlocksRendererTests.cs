using System.Linq;
using Reve.Graphics.Drawing;
using Reve.Graphics.Terminal;
using Xunit;

namespace Reve.Tests.Graphics.Terminal;

public class BlocksRendererTests
{
    [Theory]
    [InlineData(1, 2)]
    [InlineData(37, 20)]
    [InlineData(120, 62)]
    public void An_image_is_shown_pixel_by_pixel(int width, int height)
    {
        var image = Bitmaps.Colorful(width, height);

        var screen = BlocksScreen.Show(Bitmaps.Render(image, TerminalProtocol.Blocks));

        Assert.Equal((width, height), (screen.Width, screen.Height));
        Assert.Equal(Bitmaps.Displayed(image).Rgba, screen.Rgba);
    }

    [Fact]
    public void Every_combination_of_opaque_and_transparent_pixels_is_shown()
    {
        var image = Bitmaps.Of(64, 64, (x, y) => [x * 4, y * 4, 9, ((x * 7) + (y * 13) + (x * y)) % 3 == 0 ? 0 : 255]);

        Assert.Equal(
            Bitmaps.Displayed(image).Rgba, BlocksScreen.Show(Bitmaps.Render(image, TerminalProtocol.Blocks)).Rgba);
    }

    [Fact]
    public void An_odd_last_row_has_the_background_below_it()
    {
        var image = Bitmaps.Gradient(5, 3);

        var screen = BlocksScreen.Show(Bitmaps.Render(image, TerminalProtocol.Blocks));

        Assert.Equal([.. image.Rgba, .. new byte[5 * 4]], screen.Rgba);
    }

    [Fact]
    public void A_large_image_is_scaled_down_to_the_space()
    {
        var image = Bitmaps.Gradient(300, 200);

        var screen = BlocksScreen.Show(Bitmaps.Render(image, TerminalProtocol.Blocks, columns: 60, rows: 10));

        Assert.Equal((30, 20), (screen.Width, screen.Height));
        Assert.Equal(BitmapScaler.Scale(image, 30, 20).Rgba, screen.Rgba);
    }

    [Fact]
    public void A_small_image_is_enlarged_only_to_fill_the_space()
    {
        var image = Bitmaps.Read(Bitmaps.Png(Bitmaps.Colorful(4, 4)));

        var small = BlocksScreen.Show(image.Render(TerminalProtocol.Blocks, new TerminalSpace(8)));
        var large = BlocksScreen.Show(image.Render(TerminalProtocol.Blocks, new TerminalSpace(8) { Fills = true }));

        Assert.Equal((4, 4), (small.Width, small.Height));
        Assert.Equal((8, 8), (large.Width, large.Height));
        Assert.Equal(Bitmaps.At(small, 1, 1), Bitmaps.At(large, 3, 2));
    }

    [Fact]
    public void A_color_is_set_once_for_adjacent_characters() =>
        Assert.Equal(
            "\e[48;2;9;8;7m\e[38;2;9;8;7m" + new string('\u2580', 30) + "\e[0m",
            Bitmaps.Render(Bitmaps.Of(30, 2, (_, _) => [9, 8, 7, 255]), TerminalProtocol.Blocks));
}
