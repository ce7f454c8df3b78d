using System.IO;
using System.Linq;
using System.Text;
using System;
using Xunit;

namespace Reve.Tests.Imaging;

public class ImageHeaderTests
{
    public static TheoryData<string> Samples => [.. HeaderSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Format_and_size_are_read_from_bytes_and_from_streams(string sample)
    {
        var (format, bytes) = HeaderSamples.All[sample];

        var header = ImageHeaderReader.Read(bytes);

        Assert.Equal((format, HeaderSamples.Width, HeaderSamples.Height),
            (header!.Format, header.Width!.Value, header.Height!.Value));
        Assert.Equal(header, ImageHeaderReader.Read(new MemoryStream(bytes)));
    }

    [Fact]
    public void A_stream_is_read_from_its_position()
    {
        byte[] bytes = [.. new byte[77], .. HeaderSamples.Tiff(little: true, big: false)];
        var stream = new MemoryStream(bytes) { Position = 77 };

        Assert.Equal(HeaderSamples.Width, ImageHeaderReader.Read(stream)!.Width);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_an_argument_error() =>
        Assert.Equal("stream", Assert.Throws<ArgumentException>(() => ImageHeaderReader.Read(new OneWay())).ParamName);

    [Theory]
    [InlineData("")]
    [InlineData("just some text in a file called fox.png")]
    [InlineData("GIF88a with a wrong year")]
    [InlineData("RIFF\0\0\0\0WAVEfmt ")]
    [InlineData("\0\0\0\u0018ftypisom\0\0\0\0mp42avc1")]
    [InlineData("II+\0\u0009\0\0\0")]
    [InlineData("BM and then a bitmap")]
    public void Content_of_an_unknown_format_has_no_header(string content) =>
        Assert.Null(ImageHeaderReader.Read(Encoding.UTF8.GetBytes(content)));

    [Theory]
    [InlineData("heic", "image/heic", ".heic")]
    [InlineData("mif1", "image/heif", ".heif")]
    public void The_brand_of_a_HEIF_file_determines_its_media_type(string brand, string mediaType, string extension)
    {
        var header = ImageHeaderReader.Read(HeaderSamples.Type(brand, "miaf"))!;

        Assert.Equal((ImageFormat.Heif, mediaType, extension), (header.Format, header.MediaType, header.Extension));
    }

    [Fact]
    public void Without_a_primary_item_the_largest_size_is_used()
    {
        byte[] sizes = [.. HeaderSamples.Extents(64, 64), .. HeaderSamples.Extents(300, 200)];
        var properties = HeaderSamples.Box("ipco", sizes);
        var meta = HeaderSamples.Box("meta", [0, 0, 0, 0, .. HeaderSamples.Box("iprp", properties)]);

        var header = ImageHeaderReader.Read([.. HeaderSamples.Type("avif"), .. meta])!;

        Assert.Equal((300, 200), (header.Width, header.Height));
    }

    [Fact]
    public void A_frame_after_megabytes_of_metadata_is_found()
    {
        var metadata = Enumerable.Repeat(HeaderSamples.Segment(0xE1, new byte[65_000]), 60).SelectMany(part => part);
        byte[] bytes = [0xFF, 0xD8, .. metadata, .. HeaderSamples.Frame(0xC1, 40, 30)];

        Assert.Equal(40, ImageHeaderReader.Read(new MemoryStream(bytes))!.Width);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_truncated_file_has_its_format_and_no_wrong_size(string sample)
    {
        var (format, bytes) = HeaderSamples.All[sample];
        for (var length = 0; length < bytes.Length; length++)
        {
            var header = ImageHeaderReader.Read(bytes.AsMemory(0, length));

            if (length >= 40)
                Assert.NotNull(header);
            if (header is not null && format is not (ImageFormat.Avif or ImageFormat.Heif))
                Assert.True(header.Format == format
                    && header.Width is null or HeaderSamples.Width && header.Height is null or HeaderSamples.Height);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_damaged_file_is_read_without_exceptions(string sample)
    {
        var random = new Random(20260115);
        var original = HeaderSamples.All[sample].Bytes;
        for (var round = 0; round < 3000; round++)
        {
            var bytes = (byte[])original.Clone();
            for (var change = random.Next(1, 4); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);

            var fromMemory = ImageHeaderReader.Read(bytes);

            Assert.Equal(fromMemory, ImageHeaderReader.Read(new MemoryStream(bytes)));
        }
    }

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0x00)]
    [InlineData(0xD0)]
    public void Megabytes_of_one_byte_after_a_signature_are_not_read(byte filler)
    {
        var bytes = Enumerable.Repeat(filler, 8 * 1024 * 1024).ToArray();
        foreach (var (_, start) in HeaderSamples.All.Values)
        {
            start.AsSpan(0, 12).CopyTo(bytes);
            var stream = new Counting(bytes);

            Assert.NotNull(ImageHeaderReader.Read(stream));
            Assert.InRange(stream.Total, 1, 300 * 1024);
        }
    }

    [Fact]
    public void Reading_a_header_allocates_almost_nothing()
    {
        var stream = new MemoryStream(HeaderSamples.Iso("heic", "mif1"));
        ImageHeaderReader.Read(stream);
        stream.Position = 0;

        var before = GC.GetAllocatedBytesForCurrentThread();
        ImageHeaderReader.Read(stream);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 512);
    }

    private sealed class OneWay : MemoryStream
    {
        public override bool CanSeek => false;
    }

    private sealed class Counting(byte[] bytes) : MemoryStream(bytes)
    {
        public long Total { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            Total += read;
            return read;
        }
    }
}
