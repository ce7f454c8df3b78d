using System;
using System.Buffers.Binary;

namespace Reve.Imaging;

internal static class TiffHeader
{
    private const int WidthTag = 256;
    private const int HeightTag = 257;
    private const int Short = 3;
    private const int Long = 4;
    private const int Long8 = 16;

    public static ImageHeader? Read(ref HeaderSource source)
    {
        var little = source.StartsWith("II"u8);
        if ((!little && !source.StartsWith("MM"u8)) || !source.TryRead(2, 2, out var magic))
            return null;

        return UInt16(magic, little) switch
        {
            42 => Directory(ref source, little, big: false),
            43 when IsBig(ref source, little) => Directory(ref source, little, big: true),
            _ => null,
        };
    }

    private static bool IsBig(ref HeaderSource source, bool little) =>
        !source.TryRead(4, 4, out var offsets) || (UInt16(offsets, little) == 8 && UInt16(offsets[2..], little) == 0);

    // BigTIFF uses eight bytes for offsets (TIFF: four) and for counts (TIFF: two).
    private static ImageHeader Directory(ref HeaderSource source, bool little, bool big)
    {
        var header = ImageHeader.Unsized(ImageFormat.Tiff);
        var word = big ? 8 : 4;
        if (!source.TryRead(word, word, out var bytes))
            return header;

        var at = big ? UInt64(bytes, little) : UInt32(bytes, little);
        var counter = big ? 8 : 2;
        if (!source.TryRead(at, counter, out bytes))
            return header;

        var count = big ? UInt64(bytes, little) : UInt16(bytes, little);
        var size = 4 + (2 * word);
        var (width, height) = (0L, 0L);
        for (var index = 0L; index < count && (width == 0 || height == 0); index++)
        {
            if (!source.TryRead(at + counter + (index * size), size, out var entry))
                break;

            var tag = UInt16(entry, little);
            if (tag is WidthTag)
                width = Value(entry[2..], entry[(4 + word)..], little);
            else if (tag is HeightTag)
                height = Value(entry[2..], entry[(4 + word)..], little);
        }

        return ImageHeader.Of(ImageFormat.Tiff, width, height);
    }

    private static long Value(ReadOnlySpan<byte> type, ReadOnlySpan<byte> value, bool little) =>
        UInt16(type, little) switch
        {
            Short => UInt16(value, little),
            Long => UInt32(value, little),
            Long8 when value.Length >= 8 => UInt64(value, little),
            _ => 0,
        };

    private static int UInt16(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static long UInt32(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32BigEndian(bytes);

    // Offsets of 2^63 and more become negative, which TryRead rejects.
    private static long UInt64(ReadOnlySpan<byte> bytes, bool little) =>
        little ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : BinaryPrimitives.ReadInt64BigEndian(bytes);
}
