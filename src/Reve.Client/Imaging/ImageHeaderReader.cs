using System;
using System.IO;
using Reve.Imaging;

namespace Reve;

/// <summary>Reads the headers of images by their content, without decoding them.</summary>
public static class ImageHeaderReader
{
    /// <summary>Reads the header of an image from the stream's current position.</summary>
    /// <param name="stream">A seekable stream. Its final position is undefined.</param>
    /// <returns>The header, or null if the content is not an image of a known format.</returns>
    /// <remarks>Reads at most 256 KB, regardless of the lengths that the file states.</remarks>
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

    /// <summary>Reads the header of an image from all or the first of its bytes.</summary>
    /// <returns>The header, or null if the content is not an image of a known format.</returns>
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
