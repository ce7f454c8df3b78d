using System;
using System.IO;
using Reve.Graphics.Terminal;
using Reve.Tests.Imaging;
using Xunit;

namespace Reve.Tests.Graphics.Terminal;

public class TerminalImageTests
{
    public static TheoryData<TerminalProtocol> PngProtocols =>
        [TerminalProtocol.Kitty, TerminalProtocol.Sixel, TerminalProtocol.Blocks];

    [Fact]
    public void Every_protocol_shows_PNG_images() =>
        Assert.Equal(Enum.GetValues<TerminalProtocol>(), TerminalImage.ProtocolsFor("image/png"));

    [Theory]
    [InlineData("image/jpeg")]
    [InlineData("image/webp")]
    [InlineData("image/heic")]
    public void Only_iTerm2_shows_images_of_other_formats(string mediaType) =>
        Assert.Equal([TerminalProtocol.ITerm2], TerminalImage.ProtocolsFor(mediaType));

    [Theory]
    [MemberData(nameof(PngProtocols))]
    public void Rendering_another_format_by_a_PNG_protocol_is_an_error(TerminalProtocol protocol) =>
        Assert.Throws<InvalidDataException>(() =>
            new TerminalImage(HeaderSamples.Jpeg(0xC0)).Render(protocol, new TerminalSpace(80)));

    [Theory]
    [MemberData(nameof(PngProtocols))]
    public void A_file_that_is_truncated_anywhere_throws_nothing_but_InvalidDataException(TerminalProtocol protocol)
    {
        var file = Bitmaps.Png(Bitmaps.Colorful(20, 10));
        var end = file.Length - PngSample.Chunk("IEND", []).Length;
        for (var length = 8; length < end; length++)
        {
            var image = Bitmaps.Read(file[..length]);

            Assert.Throws<InvalidDataException>(() => image.Render(protocol, new TerminalSpace(80)));
        }
    }
}
