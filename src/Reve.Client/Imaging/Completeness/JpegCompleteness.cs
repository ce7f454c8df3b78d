using System;
using System.Buffers.Binary;

namespace Reve.Imaging;

internal static class JpegCompleteness
{
    private const byte Prefix = 0xFF;
    private const byte EndOfImage = 0xD9;
    private const byte StartOfScan = 0xDA;
    private const string EndMarker = "its end marker (EOI)";

    public static string? FindMissingPart(CompletenessReader reader)
    {
        for (long at = 2; ;)
        {
            // Both entropy-coded data and stray bytes between segments end at the next marker.
            if (!TryFindMarker(reader, ref at, out var marker)) return EndMarker;
            if (marker == EndOfImage) return null;
            if (HasNoLength(marker)) continue;
            // The data of a scan does not contain the end marker, because FF is escaped in it.
            if (marker == StartOfScan && reader.EndsWith([Prefix, EndOfImage])) return null;
            if (!reader.TryRead(at, 2, out var bytes)) return EndMarker;

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes);
            if (length < 2) return null;
            if (!reader.Contains(at, length)) return EndMarker;
            at += length;
        }
    }

    /// <summary>Moves <paramref name="at"/> to the byte after the next marker.</summary>
    private static bool TryFindMarker(CompletenessReader reader, ref long at, out byte marker)
    {
        marker = 0;
        while (reader.ReadFrom(at) is { IsEmpty: false } bytes)
        {
            var prefix = bytes.IndexOf(Prefix);
            if (prefix < 0)
            {
                at += bytes.Length;
                continue;
            }

            at += prefix + 1;
            if (!reader.TryRead(at, 1, out var next)) return false;

            // FF 00 is a data byte, and a repeated FF is padding before a marker.
            if (next[0] == Prefix) continue;
            at++;
            if (next[0] == 0) continue;
            marker = next[0];
            return true;
        }

        return false;
    }

    private static bool HasNoLength(byte marker) => marker is 0x01 or (>= 0xD0 and <= 0xD8);
}
