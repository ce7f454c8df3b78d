using System.Collections.Generic;
using System.IO.Compression;
using System.IO;
using System.Linq;
using System.Text;
using System;

namespace Reve.Tests.Imaging;

/// <summary>Writes PNG files of every kind and takes them apart, by other means than the library does.</summary>
internal static class PngSample
{
    private static readonly byte[] Signature = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A];

    private static readonly (int Left, int Top, int Across, int Down)[] Interlacing =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    /// <summary>The filters take turns from row to row; the data comes in two chunks.</summary>
    public static byte[] Write(
        int width, int height, int depth, int type, bool interlaced, Func<int, int, int[]> samples,
        params (string Type, byte[] Content)[] more)
    {
        var data = new MemoryStream();
        using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (var (left, top, across, down) in interlaced ? Interlacing : [(0, 0, 1, 1)])
                zlib.Write(Pass(width, height, depth, samples, left, top, across, down));
        }

        var packed = data.ToArray();
        var half = packed.Length / 2;
        byte[] header =
        [
            .. HeaderSamples.Big32(width), .. HeaderSamples.Big32(height), (byte)depth, (byte)type, 0, 0,
            (byte)(interlaced ? 1 : 0),
        ];
        return
        [
            .. Signature, .. Chunk("IHDR", header), .. more.SelectMany(chunk => Chunk(chunk.Type, chunk.Content)),
            .. Chunk("IDAT", packed[..half]), .. Chunk("IDAT", packed[half..]), .. Chunk("IEND", []),
        ];
    }

    /// <summary>The chunks of a file, each with its checksum proved.</summary>
    public static List<(string Type, byte[] Content)> Chunks(byte[] file)
    {
        if (!file.AsSpan().StartsWith(Signature))
            throw new InvalidDataException("No signature.");

        var chunks = new List<(string, byte[])>();
        for (var at = Signature.Length; at < file.Length;)
        {
            var length = (file[at] << 24) | (file[at + 1] << 16) | (file[at + 2] << 8) | file[at + 3];
            var type = Encoding.ASCII.GetString(file, at + 4, 4);
            var content = file[(at + 8)..(at + 8 + length)];
            if (!Chunk(type, content).AsSpan().SequenceEqual(file.AsSpan(at, length + 12)))
                throw new InvalidDataException($"The checksum of {type} is wrong.");
            chunks.Add((type, content));
            at += length + 12;
        }

        return chunks;
    }

    public static byte[] Chunk(string type, byte[] content)
    {
        byte[] covered = [.. Encoding.ASCII.GetBytes(type), .. content];
        var crc = uint.MaxValue;
        foreach (var one in covered)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return [.. HeaderSamples.Big32(content.Length), .. covered, .. HeaderSamples.Big32((int)~crc)];
    }

    /// <summary>The rows of a file, each with its filter's number first; proves the checksum of the data.</summary>
    public static byte[] Inflate(byte[] file)
    {
        var data = Chunks(file).Where(chunk => chunk.Type == "IDAT").SelectMany(chunk => chunk.Content).ToArray();
        using var zlib = new ZLibStream(new MemoryStream(data), CompressionMode.Decompress);
        var rows = new MemoryStream();
        zlib.CopyTo(rows);
        return rows.ToArray();
    }

    private static byte[] Pass(
        int width, int height, int depth, Func<int, int, int[]> samples, int left, int top, int across, int down)
    {
        var output = new MemoryStream();
        byte[]? above = null;
        var filter = 0;
        for (var y = top; y < height && left < width; y += down)
        {
            var bits = new List<bool>();
            var channels = 0;
            for (var x = left; x < width; x += across)
            {
                var pixel = samples(x, y);
                channels = pixel.Length;
                foreach (var sample in pixel)
                {
                    for (var bit = depth - 1; bit >= 0; bit--)
                        bits.Add(((sample >> bit) & 1) != 0);
                }
            }

            var row = new byte[(bits.Count + 7) / 8];
            for (var bit = 0; bit < bits.Count; bit++)
                row[bit / 8] |= (byte)(bits[bit] ? 0x80 >> (bit % 8) : 0);
            above ??= new byte[row.Length];
            output.WriteByte((byte)filter);
            output.Write(Filtered(filter, row, above, Math.Max(1, channels * depth / 8)));
            above = row;
            filter = (filter + 1) % 5;
        }

        return output.ToArray();
    }

    private static byte[] Filtered(int filter, byte[] row, byte[] above, int step)
    {
        var output = new byte[row.Length];
        for (var at = 0; at < row.Length; at++)
        {
            var a = at < step ? 0 : row[at - step];
            var b = above[at];
            var c = at < step ? 0 : above[at - step];
            var guess = a + b - c;
            var nearest = new[] { a, b, c }.OrderBy(value => Math.Abs(guess - value)).First();
            int[] expected = [0, a, b, (a + b) >> 1, nearest];
            output[at] = (byte)(row[at] - expected[filter]);
        }

        return output;
    }
}
