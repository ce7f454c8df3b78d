using System.Buffers.Binary;

namespace Reve.Imaging;

internal static class JpegHeader
{
    private const byte Prefix = 0xFF;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    public static ImageHeader? Read(ref HeaderSource source)
    {
        if (!source.StartsWith([Prefix, 0xD8, Prefix]))
            return null;

        // Skipping segments by their lengths ignores the thumbnails inside them.
        var at = 2L;
        while (TryNextMarker(ref source, ref at, out var marker) && marker is not (EndOfImage or StartOfScan))
        {
            if (HasNoLength(marker))
                continue;
            if (!source.TryRead(at, 2, out var bytes))
                break;
            if (IsStartOfFrame(marker))
                return Frame(ref source, at);

            at += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        }

        return ImageHeader.Unsized(ImageFormat.Jpeg);
    }

    // Bytes before 0xFF are ignored, and repeated 0xFF bytes are padding.
    private static bool TryNextMarker(ref HeaderSource source, ref long at, out byte marker)
    {
        marker = 0;
        var hasPrefix = false;
        while (source.TryRead(at, 1, out var one))
        {
            at++;
            if (hasPrefix && one[0] is not (Prefix or 0))
            {
                marker = one[0];
                return true;
            }

            hasPrefix = one[0] == Prefix;
        }

        return false;
    }

    private static ImageHeader Frame(ref HeaderSource source, long at) =>
        source.TryRead(at, 7, out var frame)
            ? ImageHeader.Of(ImageFormat.Jpeg,
                BinaryPrimitives.ReadUInt16BigEndian(frame[5..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]))
            : ImageHeader.Unsized(ImageFormat.Jpeg);

    private static bool HasNoLength(byte marker) => marker is 0x01 or (>= 0xD0 and <= 0xD8);

    // C4, C8 and CC are Huffman tables, an extension and arithmetic conditioning.
    private static bool IsStartOfFrame(byte marker) =>
        marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
