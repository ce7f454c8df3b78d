using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace Reve.Imaging;

/// <summary>XMP in a text chunk of any kind, and content credentials in a chunk caBX.</summary>
internal static class PngMetadata
{
    private const int SignatureLength = 8;
    private const int ChunkOverhead = 12;
    private const int TypeOffset = 4;
    private const int DataOffset = 8;
    private const int ZlibHeader = 2;

    /// <summary>The keyword of the chunk with the XMP packet.</summary>
    public static ReadOnlySpan<byte> Keyword => "XML:com.adobe.xmp"u8;

    public static ImageMetadata Read(MetadataSource source)
    {
        var found = ImageMetadata.None;
        var isXmpRead = false;
        for (long at = SignatureLength; source.TryRead(at, DataOffset, out var head);)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(head);
            var type = head.Slice(TypeOffset, 4);
            var data = at + DataOffset;
            if (type.SequenceEqual("IEND"u8)) break;
            if (type.SequenceEqual("caBX"u8))
            {
                var manifest = source.ReadBlock(data, length, ImageMetadata.MaximumManifest);
                found = found with { HasCredentials = true, Manifest = manifest };
            }
            else if (!isXmpRead && IsText(type))
            {
                var isInternational = type.SequenceEqual("iTXt"u8);
                var isCompressed = type.SequenceEqual("zTXt"u8);
                // Only the first packet is read: a file could have any number of packets that inflate to the maximum.
                isXmpRead = IsPacket(source, at);
                if (isXmpRead && source.ReadBlock(data, length, ImageMetadata.MaximumXmp) is { } text)
                {
                    found = found with { Xmp = TextOf(text.AsSpan(Keyword.Length + 1), isInternational, isCompressed) };
                }
            }

            at = data + length + ChunkOverhead - DataOffset;
        }

        return found;
    }

    /// <summary>Whether the chunk at an offset contains an XMP packet.</summary>
    public static bool IsPacket(MetadataSource source, long at)
    {
        if (!source.TryRead(at, DataOffset + Keyword.Length + 1, out var chunk)) return false;
        return BinaryPrimitives.ReadUInt32BigEndian(chunk) > Keyword.Length && IsText(chunk.Slice(TypeOffset, 4))
            && chunk[DataOffset..].StartsWith(Keyword) && chunk[DataOffset + Keyword.Length] == 0;
    }

    private static bool IsText(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("iTXt"u8) || type.SequenceEqual("tEXt"u8) || type.SequenceEqual("zTXt"u8);

    /// <summary>The text after the keyword, which in an iTXt chunk follows flags and two other texts.</summary>
    private static byte[]? TextOf(ReadOnlySpan<byte> rest, bool isInternational, bool isCompressed)
    {
        if (isCompressed) return rest.Length < 1 ? null : Inflate(rest[1..]);
        if (!isInternational) return rest.ToArray();
        if (rest.Length < 2) return null;
        isCompressed = rest[0] != 0;
        rest = rest[2..];
        for (var field = 0; field < 2; field++)
        {
            var end = rest.IndexOf((byte)0);
            if (end < 0) return null;
            rest = rest[(end + 1)..];
        }

        return isCompressed ? Inflate(rest) : rest.ToArray();
    }

    private static byte[]? Inflate(ReadOnlySpan<byte> zlib)
    {
        if (zlib.Length <= ZlibHeader) return null;
        try
        {
            using var inflated = new DeflateStream(
                new MemoryStream(zlib[ZlibHeader..].ToArray()), CompressionMode.Decompress);
            // One more byte shows that the text is too long.
            var text = new byte[ImageMetadata.MaximumXmp + 1];
            var filled = 0;
            while (filled < text.Length && inflated.Read(text, filled, text.Length - filled) is > 0 and var count)
            {
                filled += count;
            }

            return filled > ImageMetadata.MaximumXmp ? null : text.AsSpan(0, filled).ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
