using System.IO;

namespace Reve.Imaging;

/// <summary>Finds the metadata blocks of an image without decoding the image.</summary>
internal static class ImageMetadataReader
{
    /// <param name="stream">A seekable stream at the start of the image. Its final position is undefined.</param>
    /// <param name="format">The format according to the first bytes.</param>
    /// <remarks>Damaged data does not throw, and the number of bytes that are read is limited.</remarks>
    public static ImageMetadata Read(Stream stream, ImageFormat format) => format switch
    {
        ImageFormat.Png => PngMetadata.Read(new MetadataSource(stream)),
        ImageFormat.Jpeg => JpegMetadata.Read(new MetadataSource(stream)),
        ImageFormat.WebP => WebPMetadata.Read(new MetadataSource(stream)),
        ImageFormat.Avif or ImageFormat.Heif => HeifMetadata.Read(new MetadataSource(stream)),
        _ => ImageMetadata.None,
    };
}
