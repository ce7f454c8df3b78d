using System;
using System.Buffers.Binary;
using Reve.Imaging;

namespace Reve.Output;

/// <summary>Places an XMP packet in a chunk iTXt after the header of a PNG file.</summary>
internal static class PngXmpWriter
{
    private const int HeaderEnd = 33;
    private const int HeaderLength = 13;
    private const int ChunkHead = 8;
    private const int ChunkOverhead = 12;
    private const uint Polynomial = 0xEDB88320;

    private static readonly uint[] s_checksums = MakeTable();

    /// <returns>The pieces of the new file; null when the file has another structure.</returns>
    public static FilePieces? Place(MetadataSource source, byte[] packet)
    {
        if (!source.TryRead(8, ChunkHead, out var head) || BinaryPrimitives.ReadUInt32BigEndian(head) != HeaderLength
            || !head[4..].SequenceEqual("IHDR"u8) || source.Length < HeaderEnd)
        {
            return null;
        }

        var pieces = new FilePieces();
        pieces.Copy(0, HeaderEnd);
        pieces.Insert(Chunk("iTXt"u8, [.. PngMetadata.Keyword, 0, 0, 0, 0, 0, .. packet]));
        CopyWithoutPackets(source, pieces);
        return pieces;
    }

    private static void CopyWithoutPackets(MetadataSource source, FilePieces pieces)
    {
        long start = HeaderEnd, at = HeaderEnd;
        while (source.TryRead(at, ChunkHead, out var head))
        {
            var end = at + BinaryPrimitives.ReadUInt32BigEndian(head) + ChunkOverhead;
            if (head[4..].SequenceEqual("IEND"u8)) break;
            if (PngMetadata.IsPacket(source, at) && end <= source.Length)
            {
                pieces.Copy(start, at - start);
                start = end;
            }

            at = end;
        }

        pieces.Copy(start, source.Length - start);
    }

    private static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[data.Length + ChunkOverhead];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(ChunkHead));
        var checksum = uint.MaxValue;
        foreach (var value in chunk.AsSpan(4, data.Length + 4))
        {
            checksum = s_checksums[(byte)(checksum ^ value)] ^ (checksum >> 8);
        }

        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(ChunkHead + data.Length), ~checksum);
        return chunk;
    }

    private static uint[] MakeTable()
    {
        var table = new uint[256];
        for (uint index = 0; index < table.Length; index++)
        {
            var value = index;
            for (var bit = 0; bit < 8; bit++) value = (value & 1) == 0 ? value >> 1 : Polynomial ^ (value >> 1);
            table[index] = value;
        }

        return table;
    }
}
