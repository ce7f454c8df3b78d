using System;
using System.IO;

namespace Reve.Imaging;

/// <summary>What the first bytes of an image say about it, without decoding it.</summary>
/// <param name="Format">What the file is, whatever its name says.</param>
/// <param name="Width">Pixels across as stored, or null when the header is cut short or does not say.</param>
/// <param name="Height">Pixels down as stored, or null when the header is cut short or does not say.</param>
public sealed record ImageHeader(ImageFormat Format, int? Width, int? Height)
{
    private const string Heic = "image/heic";

    /// <summary>The media type: that of the format, or <c>image/heic</c> when the file names that brand.</summary>
    public string MediaType { get; init; } = Format.MediaType;

    /// <summary>The usual ending of a file that holds this, with its dot.</summary>
    public string Extension => MediaType == Heic ? ".heic" : Format.Extension;

    /// <summary>Reads the header of an image from where the stream stands.</summary>
    /// <param name="stream">A stream that can seek. Its position afterwards is anywhere.</param>
    /// <returns>The header, or null when this is no image of a known format.</returns>
    /// <remarks>Reads at most a quarter of a megabyte, whatever the file claims about itself.</remarks>
    public static ImageHeader? Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
            throw new ArgumentException("The header of an image can only be read from a stream that seeks.",
                nameof(stream));

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

    internal static ImageHeader Of(ImageFormat format, long width, long height) =>
        new(format, Pixels(width), Pixels(height));

    internal static ImageHeader Unsized(ImageFormat format) => new(format, null, null);

    internal ImageHeader AsHeic() => this with { MediaType = Heic };

    private static ImageHeader? Read(ref HeaderSource source) =>
        PngHeader.Read(ref source)
        ?? JpegHeader.Read(ref source)
        ?? WebPHeader.Read(ref source)
        ?? GifHeader.Read(ref source)
        ?? HeifHeader.Read(ref source)
        ?? TiffHeader.Read(ref source);

    private static int? Pixels(long count) => count is > 0 and <= int.MaxValue ? (int)count : null;
}
