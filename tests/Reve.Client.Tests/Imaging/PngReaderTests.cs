using System.IO;
using System.Linq;
using System;
using Reve.Imaging;
using Reve.Terminal;
using Xunit;

namespace Reve.Tests.Imaging;

public class PngReaderTests
{
    private const int Grey = 0;
    private const int Rgb = 2;
    private const int Palette = 3;
    private const int GreyAlpha = 4;
    private const int RgbAlpha = 6;

    private static readonly (string, byte[]) Colours =
        ("PLTE", [.. Enumerable.Range(0, 256).SelectMany(index => new byte[] { (byte)index, (byte)(255 - index), 7 })]);

    public static TheoryData<int, int, bool> Kinds
    {
        get
        {
            var kinds = new TheoryData<int, int, bool>();
            foreach (var (type, depths) in new[]
            {
                (Grey, new[] { 1, 2, 4, 8, 16 }), (Rgb, [8, 16]), (Palette, [1, 2, 4, 8]), (GreyAlpha, [8, 16]),
                (RgbAlpha, [8, 16]),
            })
            {
                foreach (var depth in depths)
                {
                    kinds.Add(type, depth, false);
                    kinds.Add(type, depth, true);
                }
            }

            return kinds;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_file_is_read_to_the_same_pixels(int type, int depth, bool interlaced)
    {
        var channels = type switch { Rgb => 3, GreyAlpha => 2, RgbAlpha => 4, _ => 1 };
        var most = (1 << depth) - 1;
        int[] Samples(int x, int y) =>
            [.. Enumerable.Range(0, channels).Select(channel => ((x * 31) + (y * 17) + (channel * 101)) & most)];

        foreach (var (width, height) in new[] { (1, 1), (3, 2), (8, 8), (13, 21) })
        {
            var file = type == Palette
                ? PngSample.Write(width, height, depth, type, interlaced, Samples, Colours)
                : PngSample.Write(width, height, depth, type, interlaced, Samples);

            var bitmap = PngReader.Read(file);

            Assert.Equal((width, height), (bitmap.Width, bitmap.Height));
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++)
                    Assert.Equal(Expected(type, depth, Samples(x, y)), At(bitmap, x, y));
            }
        }
    }

    [Fact]
    public void What_the_writer_writes_is_read_back()
    {
        var pixels = Enumerable.Range(0, 9 * 5 * 3).Select(index => (byte)(index * 37)).ToArray();

        var bitmap = PngReader.Read(PngWriter.Write(9, 5, pixels));

        Assert.Equal(pixels, bitmap.Rgba.Where((_, index) => index % 4 != 3));
    }

    [Fact]
    public void One_colour_can_be_see_through()
    {
        var grey = PngSample.Write(2, 1, 16, Grey, false, (x, _) => [0x1230 + x], ("tRNS", [0x12, 0x30]));
        var rgb = PngSample.Write(2, 1, 8, Rgb, false, (x, _) => [1, 2, 3 + x], ("tRNS", [0, 1, 0, 2, 0, 3]));

        Assert.Equal([0, 255], [PngReader.Read(grey).Rgba[3], PngReader.Read(grey).Rgba[7]]);
        Assert.Equal([0, 255], [PngReader.Read(rgb).Rgba[3], PngReader.Read(rgb).Rgba[7]]);
    }

    [Fact]
    public void A_palette_can_be_partly_see_through()
    {
        var file = PngSample.Write(3, 1, 8, Palette, false, (x, _) => [x], Colours, ("tRNS", [0, 128]));

        Assert.Equal([0, 128, 255], PngReader.Read(file).Rgba.Where((_, index) => index % 4 == 3));
    }

    [Fact]
    public void A_colour_outside_the_palette_is_damage() =>
        Assert.Throws<InvalidDataException>(() =>
            PngReader.Read(PngSample.Write(1, 1, 8, Palette, false, (_, _) => [2], ("PLTE", new byte[6]))));

    [Fact]
    public void More_pixels_than_can_be_shown_are_refused_by_their_size()
    {
        byte[] header = [.. HeaderSamples.Big32(8192), .. HeaderSamples.Big32(4097), 8, 2, 0, 0, 0];

        var error = Assert.Throws<InvalidDataException>(() => PngReader.Read(WithHeader(header)));

        Assert.Contains("8192 x 4097", error.Message);
    }

    [Fact]
    public void A_header_that_claims_more_than_its_data_could_hold_takes_no_memory()
    {
        byte[] header = [.. HeaderSamples.Big32(8192), .. HeaderSamples.Big32(4096), 8, 6, 0, 0, 0];
        var file = WithHeader(header);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<InvalidDataException>(() => PngReader.Read(file));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void A_damaged_file_is_refused_and_nothing_worse()
    {
        var random = new Random(11);
        var original = PngSample.Write(13, 9, 4, Palette, true, (x, y) => [(x + y) & 15], Colours);
        for (var length = 0; length < original.Length; length++)
            Tolerate(original[..length]);
        for (var round = 0; round < 2000; round++)
        {
            var bytes = (byte[])original.Clone();
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Tolerate(bytes);
        }
    }

    private static void Tolerate(byte[] file)
    {
        try
        {
            PngReader.Read(file);
        }
        catch (InvalidDataException)
        {
        }
    }

    private static byte[] WithHeader(byte[] header) =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. PngSample.Chunk("IHDR", header), .. PngSample.Chunk("IDAT", new byte[9]),
        .. PngSample.Chunk("IEND", []),
    ];

    private static int[] Expected(int type, int depth, int[] samples)
    {
        if (type == Palette)
            return [samples[0], 255 - samples[0], 7, 255];

        var eight = samples.Select(sample => depth == 16 ? sample >> 8 : sample * 255 / ((1 << depth) - 1)).ToArray();
        return type switch
        {
            Grey => [eight[0], eight[0], eight[0], 255],
            GreyAlpha => [eight[0], eight[0], eight[0], eight[1]],
            Rgb => [.. eight, 255],
            _ => eight,
        };
    }

    private static int[] At(Bitmap bitmap, int x, int y) =>
        [.. bitmap.Rgba.Skip(((y * bitmap.Width) + x) * 4).Take(4).Select(one => (int)one)];
}
