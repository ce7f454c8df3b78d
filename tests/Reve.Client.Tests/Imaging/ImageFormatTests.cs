using System;
using Xunit;

namespace Reve.Tests.Imaging;

public class ImageFormatTests
{
    [Theory]
    [InlineData(ImageFormat.Png, "image/png", ".png")]
    [InlineData(ImageFormat.Jpeg, "image/jpeg", ".jpg")]
    [InlineData(ImageFormat.WebP, "image/webp", ".webp")]
    [InlineData(ImageFormat.Gif, "image/gif", ".gif")]
    [InlineData(ImageFormat.Avif, "image/avif", ".avif")]
    [InlineData(ImageFormat.Heif, "image/heif", ".heif")]
    [InlineData(ImageFormat.Tiff, "image/tiff", ".tif")]
    public void Every_format_has_a_media_type_and_an_extension(
        ImageFormat format, string mediaType, string extension) =>
        Assert.Equal((mediaType, extension), (format.MediaType, format.Extension));

    [Fact]
    public void Every_extension_leads_back_to_its_format() =>
        Assert.All(Enum.GetValues<ImageFormat>(),
            format => Assert.Equal(format, ImageFormat.FromExtension(format.Extension)));

    [Theory]
    [InlineData(".jpeg", ImageFormat.Jpeg)]
    [InlineData(".JPE", ImageFormat.Jpeg)]
    [InlineData("tif", ImageFormat.Tiff)]
    [InlineData(".tiff", ImageFormat.Tiff)]
    [InlineData(".HEIC", ImageFormat.Heif)]
    public void Aliases_in_any_case_are_known_with_or_without_the_dot(string extension, ImageFormat format) =>
        Assert.Equal(format, ImageFormat.FromExtension(extension));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(".txt")]
    [InlineData(".bmp")]
    public void Other_extensions_promise_no_format(string? extension) =>
        Assert.Null(ImageFormat.FromExtension(extension));
}
