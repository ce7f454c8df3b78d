namespace Reve.Imaging;

internal static class GifCompleteness
{
    private const int HeaderLength = 13;
    private const int ImageDescriptorLength = 10;
    private const int LabelLength = 2;
    private const byte Extension = 0x21;
    private const byte Image = 0x2C;
    private const byte Trailer = 0x3B;
    private const string TrailerName = "its trailer";

    public static string? FindMissingPart(CompletenessReader reader)
    {
        if (!reader.TryRead(0, HeaderLength, out var header)) return TrailerName;

        var at = HeaderLength + ColorTableLength(header[10]);
        while (reader.TryRead(at, 1, out var block))
        {
            switch (block[0])
            {
                case Trailer:
                    return null;
                case Extension:
                    at += LabelLength;
                    break;
                case Image:
                    if (!reader.TryRead(at, ImageDescriptorLength, out var descriptor)) return TrailerName;
                    // The minimum code size, one byte, follows the color table.
                    at += ImageDescriptorLength + ColorTableLength(descriptor[9]) + 1;
                    break;
                default:
                    return null;
            }

            if (!TrySkipSubBlocks(reader, ref at)) return TrailerName;
        }

        return TrailerName;
    }

    private static long ColorTableLength(byte flags) => (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);

    private static bool TrySkipSubBlocks(CompletenessReader reader, ref long at)
    {
        while (reader.TryRead(at, 1, out var length))
        {
            at += 1 + length[0];
            if (length[0] == 0) return true;
        }

        return false;
    }
}
