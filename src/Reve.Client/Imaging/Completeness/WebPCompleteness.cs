using System.Buffers.Binary;

namespace Reve.Imaging;

internal static class WebPCompleteness
{
    private const int FileHeaderLength = 12;
    private const int ChunkHeaderLength = 8;
    private const string Data = "part of its data";

    public static string? FindMissingPart(CompletenessReader reader)
    {
        if (!reader.TryRead(4, 4, out var size)) return Data;

        var end = ChunkHeaderLength + (long)BinaryPrimitives.ReadUInt32LittleEndian(size);
        for (long at = FileHeaderLength; at < end;)
        {
            if (!reader.TryRead(at, ChunkHeaderLength, out var chunk)) return Data;

            long length = BinaryPrimitives.ReadUInt32LittleEndian(chunk[4..]);
            if (!reader.Contains(at + ChunkHeaderLength, length)) return Data;

            // Some writers omit the padding byte of the last chunk, so it is not required.
            at += ChunkHeaderLength + length + (length & 1);
        }

        return null;
    }
}
