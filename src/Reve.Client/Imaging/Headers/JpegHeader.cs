using System.Buffers.Binary;

namespace Reve.Imaging;

internal static class JpegHeader
{
    private const byte Lead = 0xFF;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;

    public static ImageHeader? Read(ref HeaderSource source)
    {
        if (!source.StartsWith([Lead, 0xD8, Lead]))
            return null;

        // From segment to segment by their lengths, so that a thumbnail inside one is never taken for the image.
        var at = 2L;
        while (TryNextMarker(ref source, ref at, out var marker) && marker is not (EndOfImage or StartOfScan))
        {
            if (StandsAlone(marker))
                continue;
            if (!source.TryLook(at, 2, out var bytes))
                break;
            if (IsStartOfFrame(marker))
                return Frame(ref source, at);

            at += BinaryPrimitives.ReadUInt16BigEndian(bytes);
        }

        return ImageHeader.Unsized(ImageFormat.Jpeg);
    }

    // Anything before the lead byte is stray; any number of lead bytes before the marker is fill.
    private static bool TryNextMarker(ref HeaderSource source, ref long at, out byte marker)
    {
        marker = 0;
        var led = false;
        while (source.TryLook(at, 1, out var one))
        {
            at++;
            if (led && one[0] is not (Lead or 0))
            {
                marker = one[0];
                return true;
            }

            led = one[0] == Lead;
        }

        return false;
    }

    private static ImageHeader Frame(ref HeaderSource source, long at) =>
        source.TryLook(at, 7, out var frame)
            ? ImageHeader.Of(ImageFormat.Jpeg,
                BinaryPrimitives.ReadUInt16BigEndian(frame[5..]), BinaryPrimitives.ReadUInt16BigEndian(frame[3..]))
            : ImageHeader.Unsized(ImageFormat.Jpeg);

    private static bool StandsAlone(byte marker) => marker is 0x01 or (>= 0xD0 and <= 0xD8);

    // The others of this row are Huffman tables, an extension and arithmetic conditioning.
    private static bool IsStartOfFrame(byte marker) =>
        marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
