using System;
using System.IO;
using Xunit;

namespace Reve.Tests.Imaging;

public sealed class ImageContentTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reve-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_read_with_its_header()
    {
        var file = Path.Combine(_folder, "fox.png");
        File.WriteAllBytes(file, HeaderSamples.Png());

        var image = ImageContent.Read(ImageInput.FromFile(file));

        Assert.Equal(file, image.Name);
        Assert.Equal(ImageHeaderReader.Read(HeaderSamples.Png()), image.Header);
        Assert.Equal(HeaderSamples.Png(), image.Bytes);
    }

    [Fact]
    public void Content_that_is_not_an_image_is_an_error_of_its_own_kind()
    {
        Assert.Equal(ReveErrorKind.InputEmpty, ErrorOf(ImageInput.FromBytes([])));
        Assert.Equal(ReveErrorKind.InputNotImage, ErrorOf(ImageInput.FromBytes("hello"u8.ToArray())));
        Assert.Equal(ReveErrorKind.InputNotFound, ErrorOf(ImageInput.FromFile(Path.Combine(_folder, "nowhere.png"))));
        Assert.Equal(ReveErrorKind.InputUnreadable, ErrorOf(ImageInput.FromFile(_folder)));
    }

    [Fact]
    public void A_url_is_not_local_and_is_not_downloaded()
    {
        var input = ImageInput.FromUrl("https://example.com/fox.png");

        Assert.False(input.IsLocal);
        Assert.Throws<ArgumentException>(() => ImageContent.Read(input));
    }

    private static ReveErrorKind ErrorOf(ImageInput input) =>
        Assert.Throws<ReveException>(() => ImageContent.Read(input)).Kind;
}
