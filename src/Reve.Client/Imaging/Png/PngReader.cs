using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace Reve.Imaging;

/// <summary>Reads a PNG file of any kind into pixels of four bytes: red, green, blue and opacity.</summary>
internal static class PngReader
{
    public const int MostPixels = 33_554_432;

    private const int ChunkFrame = 12;

    // No byte of packed data stands for more than this.
    private const long MostPacked = 1032;

    /// <exception cref="InvalidDataException">This is no PNG file, or a damaged or too large one.</exception>
    public static Bitmap Read(ReadOnlySpan<byte> file)
    {
        if (!file.StartsWith(PngHeader.Signature))
            throw new InvalidDataException("This is not a PNG file.");

        var body = file[PngHeader.Signature.Length..];
        PngLayout? layout = null;
        var colours = new PngColours();
        var data = new MemoryStream();
        while (TryTakeChunk(ref body, out var type, out var content))
        {
            if (type.SequenceEqual("IHDR"u8))
                layout = PngLayout.Read(content);
            else if (type.SequenceEqual("PLTE"u8))
                colours.Palette = content.ToArray();
            else if (type.SequenceEqual("tRNS"u8))
                colours.Transparency = content.ToArray();
            else if (type.SequenceEqual("IDAT"u8))
                data.Write(content.ToArray(), 0, content.Length);
            else if (type.SequenceEqual("IEND"u8))
                break;
        }

        if (layout is null)
            throw new InvalidDataException("The PNG file has no header.");
        return Decode(layout, colours, data);
    }

    private static Bitmap Decode(PngLayout layout, PngColours colours, MemoryStream data)
    {
        // Checked before the memory for it is taken: a header can claim more than any data could hold.
        if (data.Length * MostPacked < layout.Size)
            throw new InvalidDataException("The PNG file is cut short.");

        // The two bytes before the data say how it is packed, and PNG knows but one way.
        data.Position = Math.Min(2, data.Length);
        using var inflate = new DeflateStream(data, CompressionMode.Decompress);
        var bitmap = new Bitmap(layout.Width, layout.Height, new byte[layout.Width * layout.Height * 4]);
        foreach (var pass in layout.Passes)
            ReadPass(layout, pass, colours, inflate, bitmap);
        return bitmap;
    }

    private static void ReadPass(PngLayout layout, PngPass pass, PngColours colours, Stream data, Bitmap bitmap)
    {
        var columns = PngPass.Count(layout.Width, pass.Left, pass.Across);
        var rows = PngPass.Count(layout.Height, pass.Top, pass.Down);
        if (columns == 0 || rows == 0)
            return;

        var stride = ((columns * layout.BitsPerPixel) + 7) / 8;
        var step = Math.Max(1, layout.BitsPerPixel / 8);
        var row = new byte[stride + 1];
        var above = new byte[stride + 1];
        for (var index = 0; index < rows; index++)
        {
            Fill(data, row);
            if (row[0] > PngFilter.Paeth)
                throw new InvalidDataException("The PNG file is damaged: a row is written in no known way.");

            PngFilter.Undo(row[0], row.AsSpan(1), above.AsSpan(1), step);
            var target = (pass.Top + (index * pass.Down)) * layout.Width;
            for (var column = 0; column < columns; column++)
            {
                var at = (target + pass.Left + (column * pass.Across)) * 4;
                colours.Write(layout, row.AsSpan(1), column, bitmap.Rgba.AsSpan(at, 4));
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
            throw new InvalidDataException("The PNG file is damaged: a checksum does not agree.");

        body = body[(size + ChunkFrame)..];
        return true;
    }
}
