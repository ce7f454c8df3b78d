using System;
using System.IO;

namespace Reve.Imaging;

/// <summary>Reads the header of an image. Nothing is decoded, and the file name is not considered.</summary>
public static class ImageHeaderReader
{
    /// <summary>Reads the header of an image from the stream's current position.</summary>
    /// <param name="stream">A stream that can seek. Its final position is undefined.</param>
    /// <returns>The header, or null when this is no image of a known format.</returns>
    /// <remarks>Reads at most a quarter of a megabyte, whatever lengths the file claims.</remarks>
    public static ImageHeader? Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek) throw new ArgumentException("The stream must be able to seek.", nameof(stream));

        var source = new HeaderSource(stream);
        try
        {
            return Read(ref source);
        }
        finally
        {
            source.Dispose();
        }
    }

    /// <summary>Reads the header of an image from its bytes, all or the first of them.</summary>
    /// <returns>The header, or null when this is no image of a known format.</returns>
    public static ImageHeader? Read(ReadOnlyMemory<byte> bytes)
    {
        var source = new HeaderSource(bytes.Span);
        return Read(ref source);
    }

    /// <inheritdoc cref="Read(ReadOnlyMemory{byte})"/>
    public static ImageHeader? Read(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return Read((ReadOnlyMemory<byte>)bytes);
    }

    private static ImageHeader? Read(ref HeaderSource source) =>
        PngHeader.Read(ref source)
        ?? JpegHeader.Read(ref source)
        ?? WebPHeader.Read(ref source)
        ?? GifHeader.Read(ref source)
        ?? HeifHeader.Read(ref source)
        ?? TiffHeader.Read(ref source);
}
