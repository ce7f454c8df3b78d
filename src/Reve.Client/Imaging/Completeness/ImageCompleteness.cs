using System;
using System.IO;

namespace Reve.Imaging;

/// <summary>Detects images that are certainly truncated by the structure of their format, without decoding.</summary>
internal static class ImageCompleteness
{
    /// <summary>Names the part that a truncated image lacks.</summary>
    /// <param name="stream">A seekable stream at the start of the image. Its final position is undefined.</param>
    /// <param name="format">The format according to the first bytes.</param>
    /// <returns>
    /// The missing part, such as "its end marker (EOI)"; null if the image is complete, or damaged in a way that does
    /// not prove that it is truncated. Bytes after the end of the image are ignored.
    /// </returns>
    /// <remarks>
    /// Takes time in proportion to the length, and constant memory. Damaged data does not throw. Most formats are read
    /// at a few places only; a GIF image, and an image with bytes after its end, are read completely.
    /// </remarks>
    public static string? FindMissingPart(Stream stream, ImageFormat format)
    {
        using var reader = new CompletenessReader(stream);
        var missing = format switch
        {
            ImageFormat.Png => PngCompleteness.FindMissingPart(reader),
            ImageFormat.Jpeg => JpegCompleteness.FindMissingPart(reader),
            ImageFormat.Gif => GifCompleteness.FindMissingPart(reader),
            ImageFormat.WebP => WebPCompleteness.FindMissingPart(reader),
            ImageFormat.Avif or ImageFormat.Heif => HeifCompleteness.FindMissingPart(reader),
            ImageFormat.Tiff => TiffCompleteness.FindMissingPart(reader),
            _ => null,
        };
        return reader.IsExhausted ? null : missing;
    }

    /// <summary>Names the part that a truncated image in memory lacks.</summary>
    public static string? FindMissingPart(byte[] bytes, ImageFormat format) =>
        FindMissingPart(new MemoryStream(bytes, writable: false), format);

    /// <summary>Requires that an input image is not truncated.</summary>
    /// <exception cref="ReveException">The image is truncated.</exception>
    public static void Require(Stream stream, string name, ImageFormat format)
    {
        if (FindMissingPart(stream, format) is not { } missing) return;
        throw new ReveException(
            ReveErrorKind.InputTruncated,
            $"'{name}' is truncated: {missing} is missing.",
            "Copy, download or create the image again.")
        { Target = name };
    }
}
