using System.Linq;
using System.Text;
using System;
using Reve.Imaging;
using Xunit;

namespace Reve.Tests.Imaging;

public class PngWriterTests
{
    [Fact]
    public void What_is_written_holds_every_pixel_and_proves_its_checksums()
    {
        var pixels = Noise(37 * 19 * 3);

        var file = PngWriter.Write(37, 19, pixels);

        Assert.Equal(["IHDR", "IDAT", "IEND"], PngSample.Chunks(file).Select(chunk => chunk.Type));
        var rows = PngSample.Inflate(file).Chunk((37 * 3) + 1).ToArray();
        Assert.Equal(19, rows.Length);
        Assert.Equal(pixels, rows.SelectMany(row => row.Skip(1)));
    }

    [Fact]
    public void Its_header_is_read_back_as_its_size() =>
        Assert.Equal(new ImageHeader(ImageFormat.Png, 5, 7), ImageHeaderReader.Read(PngWriter.Write(5, 7, new byte[105])));

    [Fact]
    public void Notes_are_plain_text_where_they_can_be_and_international_text_where_they_must()
    {
        var file = PngWriter.Write(1, 1, new byte[3], ("Software", "Reve"), ("Description", "кот 🦊"));

        var notes = PngSample.Chunks(file).ToDictionary(chunk => chunk.Type, chunk => chunk.Content);
        Assert.Equal("Software\0Reve", Encoding.ASCII.GetString(notes["tEXt"]));
        Assert.Equal("Description\0\0\0\0\0кот 🦊", Encoding.UTF8.GetString(notes["iTXt"]));
    }

    [Fact]
    public void A_large_image_keeps_its_checksum_right()
    {
        var pixels = Enumerable.Repeat((byte)0xFF, 2000 * 200 * 3).ToArray();

        Assert.Equal(((2000 * 3) + 1) * 200, PngSample.Inflate(PngWriter.Write(2000, 200, pixels)).Length);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(2, 2, 11)]
    [InlineData(2, 2, 13)]
    public void Pixels_that_do_not_fill_the_size_are_refused(int width, int height, int length) =>
        Assert.Throws<ArgumentException>(() => PngWriter.Write(width, height, new byte[length]));

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
