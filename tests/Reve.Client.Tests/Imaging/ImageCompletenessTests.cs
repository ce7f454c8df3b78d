using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Reve.Imaging;
using Xunit;

namespace Reve.Tests.Imaging;

public class ImageCompletenessTests
{
    public static TheoryData<string> Images => [.. CompleteImages.All.Keys];

    public static TheoryData<string> Samples =>
        [.. CompleteImages.All.Keys, .. HeaderSamples.All.Keys.Select(key => "header: " + key)];

    [Theory]
    [MemberData(nameof(Images))]
    public void A_complete_image_lacks_nothing(string name)
    {
        var (format, bytes) = CompleteImages.All[name];

        Assert.Equal(format, ImageHeaderReader.Read(bytes)!.Format);
        Assert.Null(ImageCompleteness.FindMissingPart(bytes, format));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void Bytes_after_the_image_are_ignored(string name)
    {
        var (format, bytes) = CompleteImages.All[name];
        byte[][] endings =
        [
            [0], new byte[5000], [.. Enumerable.Repeat((byte)0xFF, 5000)],
            "<x:xmpmeta>hello world</x:xmpmeta>"u8.ToArray(), [.. bytes.Take(bytes.Length / 2)],
        ];

        Assert.All(endings, ending => Assert.Null(ImageCompleteness.FindMissingPart([.. bytes, .. ending], format)));
    }

    [Theory]
    [MemberData(nameof(Images))]
    public void An_image_that_is_truncated_anywhere_lacks_a_part(string name)
    {
        var (format, bytes) = CompleteImages.All[name];
        var end = LastRequiredByte(name, bytes);

        for (var length = 12; length < end; length++)
        {
            var missing = ImageCompleteness.FindMissingPart(bytes[..length], format);
            Assert.True(missing is { Length: > 0 }, $"{length} of {bytes.Length} bytes look complete.");
        }
    }

    [Fact]
    public void The_padding_byte_at_the_end_of_a_WebP_image_can_be_missing()
    {
        byte[] image = [.. "RIFF"u8, 16, 0, 0, 0, .. "WEBP"u8, .. "VP8L"u8, 3, 0, 0, 0, 0x2F, 1, 2, 0];

        Assert.Null(ImageCompleteness.FindMissingPart(image, ImageFormat.WebP));
        Assert.Null(ImageCompleteness.FindMissingPart(image[..^1], ImageFormat.WebP));
        Assert.NotNull(ImageCompleteness.FindMissingPart(image[..^2], ImageFormat.WebP));
    }

    [Fact]
    public void A_HEIC_image_needs_its_metadata_and_its_data()
    {
        var image = HeaderSamples.Iso("heic", "mif1");

        Assert.Null(ImageCompleteness.FindMissingPart(image, ImageFormat.Heif));
        for (var length = 12; length < image.Length; length++)
            Assert.NotNull(ImageCompleteness.FindMissingPart(image[..length], ImageFormat.Heif));
    }

    [Fact]
    public void The_data_of_a_HEIF_image_can_be_in_its_metadata()
    {
        byte[] meta = [0, 0, 0, 0, .. HeaderSamples.Box("idat", new byte[10])];
        byte[] image = [.. HeaderSamples.Type("mif1"), .. HeaderSamples.Box("meta", meta)];

        Assert.Null(ImageCompleteness.FindMissingPart(image, ImageFormat.Heif));
    }

    [Fact]
    public void The_end_marker_of_a_thumbnail_does_not_end_a_JPEG_image()
    {
        var image = HeaderSamples.Jpeg(0xC0);

        Assert.Equal("its end marker (EOI)", ImageCompleteness.FindMissingPart(image, ImageFormat.Jpeg));
        byte[] complete = [.. image, 1, 2, 0xFF, 0, 0xFF, 0xD3, 7, 0xFF, 0xD9];
        Assert.Null(ImageCompleteness.FindMissingPart(complete, ImageFormat.Jpeg));
    }

    [Fact]
    public void An_image_is_read_from_the_position_of_the_stream_and_across_buffers()
    {
        var random = new Random(3);
        for (var round = 0; round < 50; round++)
        {
            // Markers at the boundaries of the buffer are the difficult ones.
            var data = Enumerable.Repeat((byte)0x55, (16 * 1024 * random.Next(1, 4)) - random.Next(20, 40));
            byte[] image = [.. HeaderSamples.Jpeg(0xC0), .. data, 0xFF, 0, 0xFF, 0xD0, 0xFF, 0xFF, 0xD9];

            Assert.Null(ImageCompleteness.FindMissingPart(image, ImageFormat.Jpeg));
            Assert.NotNull(ImageCompleteness.FindMissingPart(image[..^1], ImageFormat.Jpeg));
            Assert.Null(ImageCompleteness.FindMissingPart(
                new MemoryStream([1, 2, 3, .. image]) { Position = 3 }, ImageFormat.Jpeg));
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Damaged_data_does_not_throw(string name)
    {
        var bytes = name.StartsWith("header: ", StringComparison.Ordinal)
            ? HeaderSamples.All[name["header: ".Length..]].Bytes
            : CompleteImages.All[name].Bytes;
        var random = new Random(5);
        for (var round = 0; round < 1000; round++)
        {
            var damaged = (byte[])bytes.Clone();
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(damaged.Length);
                damaged[at] = random.Next(3) switch { 0 => 0xFF, 1 => 0, _ => (byte)random.Next(256) };
            }

            foreach (var format in Enum.GetValues<ImageFormat>())
                ImageCompleteness.FindMissingPart(damaged, format);
        }
    }

    public static TheoryData<string> HostileImages => [.. Hostile.Keys];

    private static Dictionary<string, (ImageFormat Format, byte[] Start, byte[] Repeated)> Hostile { get; } = new()
    {
        ["PNG chunks without content"] = (ImageFormat.Png, HeaderSamples.Png(), PngChunk()),
        ["JPEG data of escaped bytes"] = (ImageFormat.Jpeg, HeaderSamples.Jpeg(0xC0), [0xFF, 0]),
        ["JPEG padding"] = (ImageFormat.Jpeg, HeaderSamples.Jpeg(0xC0), [0xFF]),
        ["JPEG empty segments"] = (ImageFormat.Jpeg, [0xFF, 0xD8], [0xFF, 0xFE, 0, 2]),
        ["GIF blocks of one byte"] = (ImageFormat.Gif, HeaderSamples.All["gif"].Bytes[..10], [0x21, 0x01, 0x01, 0x00]),
        ["WebP empty chunks"] =
            (ImageFormat.WebP, [.. "RIFF"u8, 0xFF, 0xFF, 0xFF, 0xFF, .. "WEBP"u8], [.. "ABCD"u8, 0, 0, 0, 0]),
        ["HEIF empty boxes"] = (ImageFormat.Heif, HeaderSamples.Type("heic"), HeaderSamples.Box("free", [])),
        ["TIFF directory that repeats itself"] = (ImageFormat.Tiff, [.. "II"u8, 42, 0, 8, 0, 0, 0], [8, 0]),
    };

    [Theory]
    [MemberData(nameof(HostileImages))]
    public void Hostile_data_takes_linear_time_and_constant_memory(string name)
    {
        const int Length = 20_000_000;
        var (format, start, repeated) = Hostile[name];
        var bytes = new byte[Length];
        for (var at = start.Length; at + repeated.Length <= Length; at += repeated.Length) repeated.CopyTo(bytes, at);
        start.CopyTo(bytes, 0);
        using var stream = new CountingStream(bytes);
        ImageCompleteness.FindMissingPart(new MemoryStream(start), format);
        var allocated = GC.GetAllocatedBytesForCurrentThread();

        ImageCompleteness.FindMissingPart(stream, format);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 100_000);
        Assert.InRange(stream.BytesRead, 1, 5L * Length);
    }

    [Fact]
    public void A_file_that_states_a_huge_length_is_not_searched_for_it()
    {
        byte[] box =
            [.. HeaderSamples.Type("heic"), 0, 0, 0, 1, .. "mdat"u8, 0x7F, .. Enumerable.Repeat((byte)0xFF, 7)];
        byte[] chunk = [.. HeaderSamples.Png(), 0xFF, 0xFF, 0xFF, 0xFF, .. "IDAT"u8, 1, 2, 3];

        Assert.NotNull(ImageCompleteness.FindMissingPart(box, ImageFormat.Heif));
        Assert.NotNull(ImageCompleteness.FindMissingPart(chunk, ImageFormat.Png));
    }

    /// <summary>The TIFF samples end with metadata that decoding does not require.</summary>
    private static int LastRequiredByte(string name, byte[] bytes) => name switch
    {
        "tiff" => 248,
        "tiff big-endian" => 392,
        "bigtiff" => 516,
        _ => bytes.Length,
    };

    private static byte[] PngChunk() => [0, 0, 0, 0, .. "teSt"u8, 0, 0, 0, 0];

    private sealed class CountingStream(byte[] bytes) : MemoryStream(bytes)
    {
        public long BytesRead { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            BytesRead += read;
            return read;
        }
    }
}
