using Reve.Graphics.Terminal;
using Xunit;

namespace Reve.Tests.Graphics.Terminal;

public class TerminalSpaceTests
{
    [Theory]
    [InlineData(1360, 768, 120, 40, 1200, 678)]
    [InlineData(768, 1360, 120, 40, 452, 800)]
    [InlineData(300, 100, 120, 40, 300, 100)]
    [InlineData(20_000, 1, 80, 24, 800, 1)]
    [InlineData(1, 20_000, 80, 24, 1, 480)]
    public void An_image_fits_the_space_with_its_proportions_and_is_not_enlarged(
        int width, int height, int columns, int rows, int expectedWidth, int expectedHeight)
    {
        var fit = new TerminalSpace(columns, rows).Fit(width, height, CellSize.Default);

        Assert.Equal((expectedWidth, expectedHeight), (fit.Width, fit.Height));
    }

    [Fact]
    public void An_image_that_fills_the_space_has_its_width()
    {
        var fit = (new TerminalSpace(50) { Fills = true }).Fit(100, 80, CellSize.Default);

        Assert.Equal((500, 400, 50, 20), (fit.Width, fit.Height, fit.Columns, fit.Rows));
    }

    [Fact]
    public void A_narrow_image_is_limited_to_the_maximum_size()
    {
        var fit = (new TerminalSpace(500) { Fills = true }).Fit(1, 20_000, CellSize.Default);

        Assert.Equal((TerminalSpace.Maximum, 1), (fit.Rows, fit.Columns));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(-5, -1)]
    public void An_empty_space_counts_as_one_character(int columns, int rows) =>
        Assert.Equal((1, 1), new TerminalSpace(columns, rows).Fit(50, 50, CellSize.HalfBlock) is var fit
            ? (fit.Columns, fit.Rows) : default);
}
