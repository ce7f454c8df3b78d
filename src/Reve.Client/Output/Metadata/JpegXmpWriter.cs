using System;
using Reve.Imaging;

namespace Reve.Output;

/// <summary>Places an XMP packet in a segment APP1 of a JPEG file, after the segments JFIF and Exif.</summary>
internal static class JpegXmpWriter
{
    private const byte Prefix = 0xFF;
    private const byte App0 = 0xE0;
    private const byte App1 = 0xE1;
    private const int Start = 2;

    /// <summary>The longest packet that one segment can hold.</summary>
    public static int MaximumPacket => ushort.MaxValue - 2 - JpegMetadata.Signature.Length;

    /// <returns>The pieces of the new file; null when the file has another structure.</returns>
    public static FilePieces? Place(MetadataSource source, byte[] packet)
    {
        var pieces = new FilePieces();
        long start = Start, insertAt = Start;
        var isAtStart = true;
        var segments = new System.Collections.Generic.List<(long At, long End)>();
        foreach (var segment in JpegMetadata.Segments(source))
        {
            if (segment.IsXmp)
            {
                segments.Add((segment.At, segment.End));
                continue;
            }

            isAtStart &= segment.Marker is App0 or App1;
            if (isAtStart) insertAt = segment.End;
        }

        if (insertAt > source.Length) return null;
        pieces.Copy(0, Start);
        foreach (var (at, end) in segments)
        {
            if (at >= insertAt) break;
            pieces.Copy(start, at - start);
            start = end;
        }

        pieces.Copy(start, insertAt - start);
        start = Math.Max(start, insertAt);
        pieces.Insert(Segment(packet));
        foreach (var (at, end) in segments)
        {
            if (at < insertAt) continue;
            pieces.Copy(start, at - start);
            start = end;
        }

        pieces.Copy(start, source.Length - start);
        return pieces;
    }

    private static byte[] Segment(byte[] packet)
    {
        var length = JpegMetadata.Signature.Length + packet.Length + 2;
        return [Prefix, App1, (byte)(length >> 8), (byte)length, .. JpegMetadata.Signature, .. packet];
    }
}
