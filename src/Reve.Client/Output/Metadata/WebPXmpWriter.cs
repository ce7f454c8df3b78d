using System;
using System.Buffers.Binary;
using Reve.Imaging;

namespace Reve.Output;

/// <summary>
/// Places an XMP packet in a chunk at the end of a WebP file. A simple file becomes an extended one, which alone may
/// contain metadata.
/// </summary>
internal static class WebPXmpWriter
{
    private const int RiffHeader = 12;
    private const int ChunkHeader = 8;
    private const int ExtendedLength = 10;
    private const byte XmpFlag = 0x04;
    private const byte AlphaFlag = 0x10;

    /// <returns>The pieces of the new file; null when the file has another structure.</returns>
    public static FilePieces? Place(MetadataSource source, byte[] packet, ImageHeader header)
    {
        if (!source.TryRead(0, RiffHeader + ChunkHeader, out var start)) return null;
        var end = Math.Min(source.Length, 8L + BinaryPrimitives.ReadUInt32LittleEndian(start[4..]));
        var isExtended = start.Slice(RiffHeader, 4).SequenceEqual("VP8X"u8);
        if ((isExtended ? CopyHeader(source) : MakeHeader(source, header)) is not { } extended) return null;

        var chunks = new FilePieces();
        long length = extended.Length + ChunkHeader + packet.Length + (packet.Length & 1) + 4;
        long at = isExtended ? RiffHeader + ChunkHeader + ExtendedLength : RiffHeader;
        var pieces = new System.Collections.Generic.List<(long Offset, long Length)>();
        while (at < end && source.TryRead(at, ChunkHeader, out var head))
        {
            long size = BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
            var next = Math.Min(end, at + ChunkHeader + size + (size & 1));
            if (!head.StartsWith("XMP "u8))
            {
                pieces.Add((at, next - at));
                length += next - at;
            }

            at = next;
        }

        if (at != end || (end & 1) != 0 || length > int.MaxValue) return null;
        chunks.Insert([.. "RIFF"u8, .. Little((int)length), .. "WEBP"u8, .. extended]);
        foreach (var (offset, count) in pieces) chunks.Copy(offset, count);
        chunks.Insert([.. "XMP "u8, .. Little(packet.Length), .. packet, .. new byte[packet.Length & 1]]);
        chunks.Copy(end, source.Length - end);
        return chunks;
    }

    private static byte[]? CopyHeader(MetadataSource source)
    {
        if (source.ReadBlock(RiffHeader, ChunkHeader + ExtendedLength, 1024) is not { } chunk) return null;
        if (BinaryPrimitives.ReadUInt32LittleEndian(chunk.AsSpan(4)) != ExtendedLength) return null;
        chunk[ChunkHeader] |= XmpFlag;
        return chunk;
    }

    private static byte[]? MakeHeader(MetadataSource source, ImageHeader header)
    {
        if (header is not { Width: { } width, Height: { } height }) return null;
        if (!source.TryRead(RiffHeader, ChunkHeader + 5, out var image)) return null;
        // The header of a lossless image says whether it has transparent pixels; a simple lossy image has none.
        var hasAlpha = image.StartsWith("VP8L"u8) && (image[ChunkHeader + 4] & 0x10) != 0;
        return
        [
            .. "VP8X"u8, .. Little(ExtendedLength), (byte)(XmpFlag | (hasAlpha ? AlphaFlag : 0)), 0, 0, 0,
            .. Little(width - 1).AsSpan(0, 3), .. Little(height - 1).AsSpan(0, 3),
        ];
    }

    private static byte[] Little(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
