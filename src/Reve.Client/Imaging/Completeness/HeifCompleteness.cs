using System;
using System.Buffers.Binary;

namespace Reve.Imaging;

/// <summary>AVIF, HEIC and HEIF: checks that the top-level boxes of the image are complete.</summary>
internal static class HeifCompleteness
{
    private const int BoxHeaderLength = 8;
    private const int LargeBoxHeaderLength = 16;

    public static string? FindMissingPart(CompletenessReader reader)
    {
        var (hasMetadata, hasData) = (false, false);
        for (long at = 0; reader.TryRead(at, BoxHeaderLength, out var box);)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(box);
            var type = BinaryPrimitives.ReadUInt32BigEndian(box[4..]);
            var (isMetadata, isData) = (Is(type, "meta"u8) || Is(type, "moov"u8), Is(type, "mdat"u8));
            var headerLength = length == 1 ? LargeBoxHeaderLength : BoxHeaderLength;
            if (length == 0) length = reader.Length - at; // The last box extends to the end of the file.
            if (length == 1)
            {
                if (!reader.TryRead(at + BoxHeaderLength, 8, out var large)) break;
                length = BinaryPrimitives.ReadInt64BigEndian(large);
            }

            // A second ftyp box starts another file. Other bytes after the image are not always a box.
            if (hasMetadata && hasData && Is(type, "ftyp"u8)) return null;
            var isTrailing = hasMetadata && hasData && !isMetadata && !isData;
            if (length < headerLength) return null;
            if (!reader.Contains(at, length)) return isTrailing ? null : "part of its data";

            hasData |= isData || (isMetadata && HasItemData(reader, at + headerLength, at + length));
            hasMetadata |= isMetadata;
            at += length;
        }

        if (!hasMetadata) return "its metadata";
        return hasData ? null : "its image data";
    }

    /// <summary>Whether a meta box contains the data of the items itself, in an idat box.</summary>
    private static bool HasItemData(CompletenessReader reader, long start, long end)
    {
        const int FullBoxFields = 4;
        for (var at = start + FullBoxFields; at < end && reader.TryRead(at, BoxHeaderLength, out var box);)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(box);
            if (Is(BinaryPrimitives.ReadUInt32BigEndian(box[4..]), "idat"u8)) return true;
            if (length < BoxHeaderLength) return false;
            at += length;
        }

        return false;
    }

    private static bool Is(uint type, ReadOnlySpan<byte> name) => BinaryPrimitives.ReadUInt32BigEndian(name) == type;
}
