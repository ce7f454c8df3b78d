using System;
using System.Buffers.Binary;

namespace Reve.Imaging;

/// <summary>XMP and content credentials in chunks of a RIFF file.</summary>
internal static class WebPMetadata
{
    private const int FirstChunk = 12;
    private const int ChunkHeader = 8;

    public static ImageMetadata Read(MetadataSource source)
    {
        var found = ImageMetadata.None;
        for (long at = FirstChunk; source.TryRead(at, ChunkHeader, out var head);)
        {
            long length = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            var data = at + ChunkHeader;
            if (head.StartsWith("XMP "u8))
            {
                var xmp = found.Xmp ?? source.ReadBlock(data, length, ImageMetadata.MaximumXmp);
                found = found with { Xmp = xmp };
            }
            else if (head.StartsWith("C2PA"u8))
            {
                var manifest = source.ReadBlock(data, length, ImageMetadata.MaximumManifest);
                found = found with { HasCredentials = true, Manifest = manifest };
            }

            at = data + length + (length & 1);
        }

        return found;
    }
}
