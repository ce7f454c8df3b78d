using System.IO;
using Reve.Imaging;

namespace Reve.Output;

/// <summary>Copies an image file with an XMP packet that describes its origin. The pixels are not touched.</summary>
internal static class MetadataEmbedder
{
    /// <summary>Writes the image with the packet to another file.</summary>
    /// <param name="source">The complete image.</param>
    /// <param name="destination">The new file; nothing is written when there is a reason not to.</param>
    /// <param name="header">The header of the image; null when it is not an image of a known format.</param>
    /// <param name="packet">The packet.</param>
    /// <returns>The reason why the image is left as it is; null when it was written.</returns>
    public static string? Embed(Stream source, Stream destination, ImageHeader? header, byte[] packet)
    {
        if (header?.Format is not (ImageFormat.Png or ImageFormat.Jpeg or ImageFormat.WebP))
        {
            return "metadata is embedded in PNG, JPEG and WebP images only, and the format of this one is "
                + (header?.Format.ToString() ?? "unknown");
        }

        source.Position = 0;
        var existing = ImageMetadataReader.Read(source, header.Format);
        if (existing.HasCredentials) return "it carries content credentials, which a change would invalidate";
        if (existing.Xmp is { } xmp)
        {
            if (XmpPacket.Merge(xmp, packet) is not { } merged) return "it has XMP metadata that cannot be read";
            packet = merged;
        }

        var isTooLong = packet.Length > (header.Format == ImageFormat.Jpeg
            ? JpegXmpWriter.MaximumPacket
            : ImageMetadata.MaximumXmp);
        if (isTooLong) return $"the metadata has {packet.Length} bytes, more than the format can hold";

        source.Position = 0;
        var reader = new MetadataSource(source);
        var pieces = header.Format switch
        {
            ImageFormat.Png => PngXmpWriter.Place(reader, packet),
            ImageFormat.Jpeg => JpegXmpWriter.Place(reader, packet),
            _ => WebPXmpWriter.Place(reader, packet, header),
        };
        if (pieces is null) return "its structure is not the usual one";
        pieces.WriteTo(destination, source);
        return null;
    }
}
