using System;
using System.Buffers.Binary;

namespace Reve.Imaging;

internal static class PngCompleteness
{
    private const int SignatureLength = 8;
    private const int LengthAndType = 8;
    private const int Checksum = 4;
    private const string EndChunk = "its end chunk (IEND)";

    private static ReadOnlySpan<byte> CompleteEndChunk =>
        [0, 0, 0, 0, (byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    public static string? FindMissingPart(CompletenessReader reader)
    {
        // The usual case. Visiting each chunk would read most of an image that has small ones.
        if (reader.EndsWith(CompleteEndChunk)) return null;
        for (long at = SignatureLength; ;)
        {
            if (!reader.TryRead(at, LengthAndType, out var chunk)) return EndChunk;

            var length = BinaryPrimitives.ReadUInt32BigEndian(chunk);
            var type = chunk.Slice(4, 4);
            if (!IsChunkType(type)) return null;

            var isEnd = type.SequenceEqual("IEND"u8);
            if (!reader.Contains(at + LengthAndType, length + Checksum)) return isEnd ? EndChunk : "part of its data";
            if (isEnd) return null;
            at += LengthAndType + length + Checksum;
        }
    }

    private static bool IsChunkType(ReadOnlySpan<byte> type)
    {
        foreach (var letter in type)
        {
            if ((letter | 0x20) is < 'a' or > 'z') return false;
        }

        return true;
    }
}
