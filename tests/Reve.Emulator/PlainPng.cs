using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Reve.Emulator;

/// <summary>A real PNG of one colour, for when it does not matter what an image shows.</summary>
public static class PlainPng
{
    private const int FirstChunks = 33;

    private static readonly ConcurrentDictionary<(int, int), byte[]> s_made = new();
    private static readonly uint[] s_crc = Table();

    public static byte[] Make((int Width, int Height) size) => s_made.GetOrAdd(size, static size => Encode(size));

    /// <summary>A PNG of exactly a length: an additional chunk contains bytes that do not compress.</summary>
    public static byte[] MakeOfLength(int length, int seed = 0)
    {
        var image = Make((16, 16));
        var padding = new byte[length - image.Length - 12];
        new Random(seed).NextBytes(padding);
        using var png = new MemoryStream(length);
        png.Write(image.AsSpan(0, FirstChunks));
        Chunk(png, "paDd", padding);
        png.Write(image.AsSpan(FirstChunks));
        return png.ToArray();
    }

    /// <summary>What the header of a PNG says; zeros when the image is none.</summary>
    internal static (int Width, int Height) SizeOf(ReadOnlySpan<byte> image) =>
        image.Length < 24 || !image[12..].StartsWith("IHDR"u8)
            ? default
            : (BinaryPrimitives.ReadInt32BigEndian(image[16..]), BinaryPrimitives.ReadInt32BigEndian(image[20..]));

    private static byte[] Encode((int Width, int Height) size)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), size.Height);
        header[8] = 8;
        Chunk(png, "IHDR", header);
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[size.Width + 1];
            row.AsSpan(1).Fill(0xC0);
            for (var y = 0; y < size.Height; y++) zlib.Write(row);
        }

        Chunk(png, "IDAT", rows.ToArray());
        Chunk(png, "IEND", []);
        return png.ToArray();
    }

    private static void Chunk(MemoryStream png, string type, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc(chunk.AsSpan(4, data.Length + 4)));
        png.Write(chunk);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes) crc = s_crc[(crc ^ value) & 0xFF] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] Table()
    {
        var table = new uint[256];
        for (uint i = 0; i < table.Length; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 1 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            table[i] = value;
        }

        return table;
    }
}
