using System.IO;
using System;
using Reve.Http;
using Reve.Terminal;
using Reve.Tests.Imaging;
using Xunit;

namespace Reve.Tests.Terminal;

public sealed class TerminalImageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reve-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(TerminalProtocol.Kitty)]
    [InlineData(TerminalProtocol.Sixel)]
    [InlineData(TerminalProtocol.Blocks)]
    public void A_format_without_a_decoder_is_refused_and_the_other_ways_are_offered(TerminalProtocol protocol)
    {
        var image = TerminalImage.Read(ImageInput.FromBytes(HeaderSamples.Jpeg(0xC0), "fox.jpg"));

        var error = Assert.Throws<ReveException>(() => image.Draw(protocol, new TerminalSpace(80)));

        Assert.Equal((ReveErrorKind.ImageNotShowable, "fox.jpg"), (error.Kind, error.Target));
        Assert.Contains(protocol.ToString(), error.Message, StringComparison.Ordinal);
        Assert.Contains("-External", error.Advice, StringComparison.Ordinal);
        Assert.Contains("-Protocol ITerm2", error.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TerminalProtocol.Kitty)]
    [InlineData(TerminalProtocol.Sixel)]
    [InlineData(TerminalProtocol.Blocks)]
    public void A_damaged_file_is_refused_wherever_it_is_cut_and_nothing_worse(TerminalProtocol protocol)
    {
        var file = Sample.Png(Sample.Colourful(20, 10));
        var end = file.Length - PngSample.Chunk("IEND", []).Length;
        for (var length = 8; length < end; length++)
        {
            var image = Sample.Read(file[..length]);

            var error = Assert.Throws<ReveException>(() => image.Draw(protocol, new TerminalSpace(80)));

            Assert.Equal(ReveErrorKind.ImageNotShowable, error.Kind);
            Assert.Contains("fox.png", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_image_is_read_from_its_file()
    {
        var file = Path.Combine(_folder, "fox.png");
        File.WriteAllBytes(file, Sample.Png(Sample.Colourful(9, 4)));

        var image = TerminalImage.Read(ImageInput.FromFile(file));

        Assert.Equal(file, image.Name);
        Assert.Equal(new ImageHeader(ImageFormat.Png, 9, 4), image.Header);
        Assert.Equal(File.ReadAllBytes(file), image.Bytes.ToArray());
    }

    [Fact]
    public void What_is_no_image_is_told_by_its_kind()
    {
        Assert.Equal(ReveErrorKind.InputEmpty, ProviderError(ImageInput.FromBytes([])).Kind);
        Assert.Equal(ReveErrorKind.InputNotImage, ProviderError(ImageInput.FromBytes("hello"u8.ToArray())).Kind);
        Assert.Equal(
            ReveErrorKind.InputNotFound, ProviderError(ImageInput.FromFile(Path.Combine(_folder, "nowhere.png"))).Kind);
        Assert.Equal(ReveErrorKind.InputUnreadable, ProviderError(ImageInput.FromFile(_folder)).Kind);
    }

    [Fact]
    public void An_address_is_not_fetched()
    {
        var error = ProviderError(ImageInput.FromUrl("https://example.com/fox.png"));

        Assert.Equal(ReveErrorKind.ImageNotShowable, error.Kind);
        Assert.Contains("https://example.com/fox.png", error.Message, StringComparison.Ordinal);
        Assert.Contains("Save-ReveImage", error.Advice, StringComparison.Ordinal);
    }

    private static ReveException ProviderError(ImageInput input) =>
        Assert.Throws<ReveException>(() => TerminalImage.Read(input));
}
