using System;
using System.Buffers.Binary;

namespace Reve.Imaging;

/// <summary>Content credentials in a box of AVIF and HEIF files.</summary>
internal static class HeifMetadata
{
    private const int BoxHeader = 8;
    private const int UuidLength = 16;
    private const int VersionAndFlags = 4;
    private const int OffsetLength = 8;
    private const int MaximumBoxes = 1024;

    private static ReadOnlySpan<byte> CredentialsId =>
        [0xD8, 0xFE, 0xC3, 0xD6, 0x1B, 0x0E, 0x48, 0x3C, 0x92, 0x97, 0x58, 0x28, 0x87, 0x7E, 0xC4, 0x81];

    public static ImageMetadata Read(MetadataSource source)
    {
        long at = 0;
        for (var count = 0; count < MaximumBoxes && source.TryRead(at, BoxHeader, out var head); count++)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(head);
            var isCustom = head[4..].SequenceEqual("uuid"u8);
            if (length == 1 && source.TryRead(at + BoxHeader, 8, out var large))
            {
                length = BinaryPrimitives.ReadInt64BigEndian(large);
            }

            if (length == 0) length = source.Length - at;
            if (length < BoxHeader || length > source.Length - at) break;
            if (isCustom && source.TryRead(at + BoxHeader, UuidLength, out var id) && id.SequenceEqual(CredentialsId))
            {
                return new ImageMetadata { HasCredentials = true, Manifest = ManifestIn(source, at, length) };
            }

            at += length;
        }

        return ImageMetadata.None;
    }

    /// <summary>The manifest store comes after the purpose of the box, a text that ends with a zero.</summary>
    private static byte[]? ManifestIn(MetadataSource source, long at, long length)
    {
        var start = BoxHeader + UuidLength + VersionAndFlags;
        var box = source.ReadBlock(at, length, ImageMetadata.MaximumManifest);
        if (box is null || box.Length <= start) return null;
        var end = Array.IndexOf(box, (byte)0, start);
        return end < 0 || end + 1 + OffsetLength >= box.Length ? null : box.AsSpan(end + 1 + OffsetLength).ToArray();
    }
}
