using System;
using System.Linq;
using System.Text;
using Reve.Graphics.Png;
using Xunit;

namespace Reve.Tests.Graphics;

public class PngWriterTests
{
    [Fact]
    public void A_written_file_has_every_pixel_and_correct_checksums()
    {
        var pixels = Noise(37 * 19 * 3);

        var file = PngWriter.Write(37, 19, pixels);

        Assert.Equal(["IHDR", "IDAT", "IEND"], PngSample.Chunks(file).Select(chunk => chunk.Type));
        var rows = PngSample.Inflate(file).Chunk((37 * 3) + 1).ToArray();
        Assert.Equal(19, rows.Length);
        Assert.Equal(pixels, rows.SelectMany(row => row.Skip(1)));
    }

    [Fact]
    public void The_header_states_the_size() =>
        Assert.Equal(
            new ImageHeader(ImageFormat.Png, 5, 7), ImageHeaderReader.Read(PngWriter.Write(5, 7, new byte[105])));

    [Fact]
    public void Ascii_notes_are_tEXt_chunks_and_other_notes_are_iTXt_chunks()
    {
        var file = PngWriter.Write(1, 1, new byte[3], ("Software", "Reve"), ("Description", "кот 🦊"));

        var notes = PngSample.Chunks(file).ToDictionary(chunk => chunk.Type, chunk => chunk.Content);
        Assert.Equal("Software\0Reve", Encoding.ASCII.GetString(notes["tEXt"]));
        Assert.Equal("Description\0\0\0\0\0кот 🦊", Encoding.UTF8.GetString(notes["iTXt"]));
    }

    [Fact]
    public void A_large_image_has_correct_checksums()
    {
        var pixels = Enumerable.Repeat((byte)0xFF, 2000 * 200 * 3).ToArray();

        Assert.Equal(((2000 * 3) + 1) * 200, PngSample.Inflate(PngWriter.Write(2000, 200, pixels)).Length);
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(2, 2, 11)]
    [InlineData(2, 2, 13)]
    public void Pixels_that_do_not_match_the_size_are_an_error(int width, int height, int length) =>
        Assert.Throws<ArgumentException>(() => PngWriter.Write(width, height, new byte[length]));

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
