using System.Linq;
using Reve.Terminal;
using Xunit;

namespace Reve.Tests.Terminal;

public class ImageScalerTests
{
    [Fact]
    public void A_pixel_is_the_average_of_its_area()
    {
        var image = Sample.Of(4, 2, (x, y) => [x * 40, y * 100, 10, 255]);

        var half = ImageScaler.Scale(image, 2, 1);

        Assert.Equal([20, 50, 10, 255], Sample.At(half, 0, 0));
        Assert.Equal([100, 50, 10, 255], Sample.At(half, 1, 0));
    }

    [Fact]
    public void A_pixel_that_lies_in_two_areas_counts_in_both_by_its_share()
    {
        var image = Sample.Of(3, 1, (x, _) => [x * 90, 0, 0, 255]);

        var two = ImageScaler.Scale(image, 2, 1);

        Assert.Equal(30, Sample.At(two, 0, 0)[0]);
        Assert.Equal(150, Sample.At(two, 1, 0)[0]);
    }

    [Fact]
    public void What_is_see_through_does_not_colour_its_surroundings()
    {
        var image = Sample.Of(2, 1, (x, _) => x == 0 ? [255, 0, 0, 0] : [0, 0, 200, 255]);

        Assert.Equal([0, 0, 200, 128], Sample.At(ImageScaler.Scale(image, 1, 1), 0, 0));
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(64, 48)]
    [InlineData(129, 1)]
    [InlineData(500, 300)]
    public void One_colour_stays_that_colour_at_every_size(int width, int height)
    {
        var scaled = ImageScaler.Scale(Sample.Of(64, 48, (_, _) => [200, 100, 50, 255]), width, height);

        Assert.Equal(width * height * 4, scaled.Rgba.Length);
        Assert.All(Enumerable.Range(0, width * height), at =>
            Assert.Equal([200, 100, 50, 255], Sample.At(scaled, at % width, at / width)));
    }
}
