using System;
using System.IO;
using Reve.Imaging;
using Reve.Terminal;
using Reve.Tests.Imaging;
using Xunit;

namespace Reve.Tests.Terminal;

public sealed class TerminalPictureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reve-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(TerminalProtocol.Kitty)]
    [InlineData(TerminalProtocol.Sixel)]
    [InlineData(TerminalProtocol.Blocks)]
    public void A_format_without_a_decoder_is_refused_and_the_other_ways_are_offered(TerminalProtocol protocol)
    {
        var picture = TerminalPicture.Read(ImageInput.FromBytes(HeaderSamples.Jpeg(0xC0), "fox.jpg"));

        var error = Assert.Throws<ReveException>(() => picture.Draw(protocol, new TerminalSpace(80)));

        Assert.Equal((ReveErrorKind.PictureNotShowable, "fox.jpg"), (error.Kind, error.Target));
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
            var picture = Sample.Read(file[..length]);

            var error = Assert.Throws<ReveException>(() => picture.Draw(protocol, new TerminalSpace(80)));

            Assert.Equal(ReveErrorKind.PictureNotShowable, error.Kind);
            Assert.Contains("fox.png", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_picture_is_read_from_its_file()
    {
        var file = Path.Combine(_folder, "fox.png");
        File.WriteAllBytes(file, Sample.Png(Sample.Colourful(9, 4)));

        var picture = TerminalPicture.Read(ImageInput.FromFile(file));

        Assert.Equal(file, picture.Name);
        Assert.Equal(new ImageHeader(ImageFormat.Png, 9, 4), picture.Header);
        Assert.Equal(File.ReadAllBytes(file), picture.Bytes.ToArray());
    }

    [Fact]
    public void What_is_no_picture_is_told_by_its_kind()
    {
        Assert.Equal(ReveErrorKind.InputEmpty, Refusal(ImageInput.FromBytes([])).Kind);
        Assert.Equal(ReveErrorKind.InputNotPicture, Refusal(ImageInput.FromBytes("hello"u8.ToArray())).Kind);
        Assert.Equal(
            ReveErrorKind.InputNotFound, Refusal(ImageInput.FromFile(Path.Combine(_folder, "nowhere.png"))).Kind);
        Assert.Equal(ReveErrorKind.InputUnreadable, Refusal(ImageInput.FromFile(_folder)).Kind);
    }

    [Fact]
    public void An_address_is_not_fetched()
    {
        var error = Refusal(ImageInput.FromUrl("https://example.com/fox.png"));

        Assert.Equal(ReveErrorKind.PictureNotShowable, error.Kind);
        Assert.Contains("https://example.com/fox.png", error.Message, StringComparison.Ordinal);
        Assert.Contains("Save-ReveImage", error.Advice, StringComparison.Ordinal);
    }

    private static ReveException Refusal(ImageInput input) =>
        Assert.Throws<ReveException>(() => TerminalPicture.Read(input));
}
