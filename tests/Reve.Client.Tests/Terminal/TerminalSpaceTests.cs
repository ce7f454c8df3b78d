using Reve.Terminal;
using Xunit;

namespace Reve.Tests.Terminal;

public class TerminalSpaceTests
{
    [Theory]
    [InlineData(1360, 768, 120, 40, 1200, 678)]
    [InlineData(768, 1360, 120, 40, 452, 800)]
    [InlineData(300, 100, 120, 40, 300, 100)]
    [InlineData(20_000, 1, 80, 24, 800, 1)]
    [InlineData(1, 20_000, 80, 24, 1, 480)]
    public void An_image_keeps_its_shape_in_the_room_for_it_and_is_never_enlarged(
        int width, int height, int columns, int rows, int expectedWidth, int expectedHeight)
    {
        var fit = new TerminalSpace(columns, rows).Fit(width, height, CellSize.Usual);

        Assert.Equal((expectedWidth, expectedHeight), (fit.Width, fit.Height));
    }

    [Fact]
    public void Where_it_may_fill_the_room_it_has_that_width()
    {
        var fit = (new TerminalSpace(50) { Fills = true }).Fit(100, 80, CellSize.Usual);

        Assert.Equal((500, 400, 50, 20), (fit.Width, fit.Height, fit.Columns, fit.Rows));
    }

    [Fact]
    public void No_room_is_so_large_that_a_strip_becomes_endless()
    {
        var fit = (new TerminalSpace(500) { Fills = true }).Fit(1, 20_000, CellSize.Usual);

        Assert.Equal((TerminalSpace.Most, 1), (fit.Rows, fit.Columns));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-5, -1)]
    public void A_window_without_room_is_one_of_one_character(int columns, int rows) =>
        Assert.Equal((1, 1), new TerminalSpace(columns, rows).Fit(50, 50, CellSize.HalfBlock) is var fit
            ? (fit.Columns, fit.Rows) : default);
}
