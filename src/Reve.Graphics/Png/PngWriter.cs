using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using System.Text;

namespace Reve.Graphics.Png;

/// <summary>Encodes RGB pixels as a PNG file.</summary>
internal static class PngWriter
{
    private const int Channels = 3;

    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="pixels">Rows from the top without padding, three bytes per pixel.</param>
    /// <param name="notes">Text chunks; keywords are short and ASCII.</param>
    public static byte[] Write(
        int width, int height, ReadOnlySpan<byte> pixels, params ReadOnlySpan<(string Keyword, string Text)> notes)
    {
        if (width < 1 || height < 1 || pixels.Length != (long)width * height * Channels)
            throw new ArgumentException($"{pixels.Length} bytes are not {width} x {height} pixels.", nameof(pixels));

        var output = new MemoryStream();
        Write(output, PngHeader.Signature);
        WriteChunk(output, "IHDR"u8, Header(width, height));
        foreach (var (keyword, text) in notes)
            WriteNote(output, keyword, text.Replace("\0", "")); // Zero is the separator.
        WriteChunk(output, "IDAT"u8, Compress(width * Channels, pixels));
        WriteChunk(output, "IEND"u8, []);
        return output.ToArray();
    }

    private static byte[] Header(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        header[8] = 8; // Bits per channel.
        header[9] = (byte)PngColorType.Rgb;
        return header;
    }

    private static void WriteNote(Stream output, string keyword, string text)
    {
        var note = new MemoryStream();
        Write(note, Encoding.ASCII.GetBytes(keyword));
        note.WriteByte(0);
        if (IsAscii(text))
        {
            Write(note, Encoding.ASCII.GetBytes(text));
            WriteChunk(output, "tEXt"u8, Written(note));
            return;
        }

        Write(note, [0, 0, 0, 0]); // Not compressed, no language, no translated keyword.
        Write(note, Encoding.UTF8.GetBytes(text));
        WriteChunk(output, "iTXt"u8, Written(note));
    }

    private static bool IsAscii(string text)
    {
        foreach (var character in text)
        {
            if (character > 0x7E)
                return false;
        }

        return true;
    }

    // Rows are not filtered, because flat drawings compress better without filters.
    private static ReadOnlySpan<byte> Compress(int stride, ReadOnlySpan<byte> pixels)
    {
        var output = new MemoryStream();
        Write(output, [0x78, 0x9C]);
        var check = new Adler32();
        using (var deflate = new DeflateStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            var row = new byte[stride + 1];
            for (var at = 0; at < pixels.Length; at += stride)
            {
                pixels.Slice(at, stride).CopyTo(row.AsSpan(1));
                check.Add(row);
                deflate.Write(row, 0, row.Length);
            }
        }

        var sum = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(sum, check.Value);
        Write(output, sum);
        return Written(output);
    }

    private static void WriteChunk(Stream output, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        type.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk.AsSpan(8));
        var crc = Crc32.Of(chunk.AsSpan(4, content.Length + 4));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), crc);
        output.Write(chunk, 0, chunk.Length);
    }

    private static ReadOnlySpan<byte> Written(MemoryStream stream) => stream.GetBuffer().AsSpan(0, (int)stream.Length);

    private static void Write(Stream output, ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
            output.WriteByte(one);
    }
}
