using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using Reve.Graphics.Drawing;

namespace Reve.Graphics.Png;

/// <summary>Decodes PNG files of every color type, depth and interlacing.</summary>
internal static class PngReader
{
    public const int MaximumPixels = 33_554_432;

    private const int ChunkFrame = 12;

    // The maximum compression ratio of Deflate.
    private const long MaximumRatio = 1032;

    /// <exception cref="InvalidDataException">It is not a PNG file, is damaged, or has too many pixels.</exception>
    public static Bitmap Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(PngHeader.Signature))
            throw new InvalidDataException("This is not a PNG file.");

        var body = file[PngHeader.Signature.Length..];
        PngHeader? header = null;
        var converter = new PngColorConverter();
        var data = new MemoryStream();
        while (TryTakeChunk(ref body, out var type, out var content))
        {
            if (type.SequenceEqual("IHDR"u8))
                header = PngHeader.Read(content);
            else if (type.SequenceEqual("PLTE"u8))
                converter.Palette = content.ToArray();
            else if (type.SequenceEqual("tRNS"u8))
                converter.Transparency = content.ToArray();
            else if (type.SequenceEqual("IDAT"u8))
                data.Write(content.ToArray(), 0, content.Length);
            else if (type.SequenceEqual("IEND"u8))
                break;
        }

        if (header is null)
            throw new InvalidDataException("The PNG file has no header.");
        return Decode(header, converter, data);
    }

    private static Bitmap Decode(PngHeader header, PngColorConverter converter, MemoryStream data)
    {
        // Checked before the pixels are allocated, because a header can claim any size.
        if (data.Length * MaximumRatio < header.Size)
            throw new InvalidDataException("The PNG file is cut short.");

        // Skips the zlib header: Deflate is the only compression method of PNG.
        data.Position = Math.Min(2, data.Length);
        using var inflate = new DeflateStream(data, CompressionMode.Decompress);
        var bitmap = new Bitmap(header.Width, header.Height, new byte[header.Width * header.Height * 4]);
        foreach (var pass in header.Passes)
            ReadPass(header, pass, converter, inflate, bitmap);
        return bitmap;
    }

    private static void ReadPass(
        PngHeader header, PngPass pass, PngColorConverter converter, Stream data, Bitmap bitmap)
    {
        var columns = PngPass.Count(header.Width, pass.Left, pass.Across);
        var rows = PngPass.Count(header.Height, pass.Top, pass.Down);
        if (columns == 0 || rows == 0)
            return;

        var stride = ((columns * header.BitsPerPixel) + 7) / 8;
        var step = Math.Max(1, header.BitsPerPixel / 8);
        var row = new byte[stride + 1];
        var above = new byte[stride + 1];
        for (var index = 0; index < rows; index++)
        {
            Fill(data, row);
            if (row[0] > PngFilter.Paeth)
                throw new InvalidDataException("The PNG file is damaged: a row has an unknown filter.");

            PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), step);
            var target = (pass.Top + (index * pass.Down)) * header.Width;
            for (var column = 0; column < columns; column++)
            {
                var at = (target + pass.Left + (column * pass.Across)) * 4;
                converter.Write(header, row.AsSpan(1), column, bitmap.Rgba.AsSpan(at, 4));
            }

            (row, above) = (above, row);
        }
    }

    private static void Fill(Stream data, byte[] row)
    {
        for (var filled = 0; filled < row.Length;)
        {
            var read = data.Read(row, filled, row.Length - filled);
            if (read == 0)
                throw new InvalidDataException("The PNG file is cut short.");
            filled += read;
        }
    }

    private static bool TryTakeChunk(
        ref ReadOnlySpan<byte> body, out ReadOnlySpan<byte> type, out ReadOnlySpan<byte> content)
    {
        type = content = default;
        if (body.Length < ChunkFrame)
            return false;

        var length = BinaryPrimitives.ReadUInt32BigEndian(body);
        if (length > body.Length - ChunkFrame)
            throw new InvalidDataException("The PNG file is cut short.");

        var size = (int)length;
        type = body.Slice(4, 4);
        content = body.Slice(8, size);
        if (Crc32.Of(body.Slice(4, size + 4)) != BinaryPrimitives.ReadUInt32BigEndian(body[(size + 8)..]))
            throw new InvalidDataException("The PNG file is damaged: a checksum is wrong.");

        body = body[(size + ChunkFrame)..];
        return true;
    }
}
