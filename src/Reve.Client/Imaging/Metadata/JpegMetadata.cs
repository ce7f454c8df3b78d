using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace Reve.Imaging;

/// <summary>XMP in a segment APP1, and content credentials in segments APP11.</summary>
internal static class JpegMetadata
{
    private const byte Prefix = 0xFF;
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte App1 = 0xE1;
    private const byte App11 = 0xEB;
    private const int LengthField = 2;
    private const int MaximumSegments = 4096;
    private const int MaximumBoxes = 8;

    // "JP", the number of the box, and the number of the packet.
    private const int PacketHeader = 8;
    private const int BoxHeader = 8;

    /// <summary>The start of the segment with the XMP packet.</summary>
    public static ReadOnlySpan<byte> Signature => "http://ns.adobe.com/xap/1.0/\0"u8;

    public static ImageMetadata Read(MetadataSource source)
    {
        byte[]? xmp = null;
        var boxes = new Dictionary<int, MemoryStream>();
        foreach (var segment in Segments(source))
        {
            var length = (int)(segment.End - segment.Data);
            if (segment.IsXmp) xmp ??= XmpOf(source, segment.Data, length);
            else if (segment.Marker == App11) AddPacket(source, segment.Data, length, boxes);
        }

        return WithCredentials(new ImageMetadata { Xmp = xmp }, boxes.Values);
    }

    /// <summary>The segments before the image itself.</summary>
    public static IEnumerable<JpegSegment> Segments(MetadataSource source)
    {
        long at = 2;
        for (var count = 0; count < MaximumSegments; count++)
        {
            var start = at;
            if (!TryReadMarker(source, ref at, out var marker) || marker is StartOfScan or EndOfImage) yield break;
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8)) continue;
            if (ReadLength(source, at) is not { } length || length < LengthField) yield break;
            yield return new JpegSegment(marker, start, at + LengthField, at + length)
            {
                IsXmp = marker == App1 && StartsWithSignature(source, at + LengthField, length - LengthField),
            };
            at += length;
        }
    }

    private static int? ReadLength(MetadataSource source, long at) =>
        source.TryRead(at, LengthField, out var field) ? BinaryPrimitives.ReadUInt16BigEndian(field) : null;

    private static bool StartsWithSignature(MetadataSource source, long at, int length) =>
        length > Signature.Length && source.TryRead(at, Signature.Length, out var start)
        && start.SequenceEqual(Signature);

    /// <summary>Reads a marker, which may have padding before it. Anything else ends the reading.</summary>
    private static bool TryReadMarker(MetadataSource source, ref long at, out byte marker)
    {
        marker = Prefix;
        if (!source.TryRead(at, 1, out var first) || first[0] != Prefix) return false;
        while (marker == Prefix)
        {
            if (!source.TryRead(++at, 1, out var next)) return false;
            marker = next[0];
        }

        at++;
        return true;
    }

    private static byte[]? XmpOf(MetadataSource source, long at, int length) =>
        source.ReadBlock(at + Signature.Length, length - Signature.Length, ImageMetadata.MaximumXmp);

    /// <summary>Appends the part of a box that a segment holds. Each segment repeats the header of the box.</summary>
    private static void AddPacket(MetadataSource source, long at, int length, Dictionary<int, MemoryStream> boxes)
    {
        if (length < PacketHeader + BoxHeader || !source.TryRead(at, PacketHeader, out var head)) return;
        if (!head.StartsWith("JP"u8)) return;
        int number = BinaryPrimitives.ReadUInt16BigEndian(head[2..]);
        if (source.ReadBlock(at + PacketHeader, length - PacketHeader, ushort.MaxValue) is not { } part) return;
        if (boxes.TryGetValue(number, out var box))
        {
            var isLarge = BinaryPrimitives.ReadUInt32BigEndian(part) == 1;
            var skipped = isLarge ? 2 * BoxHeader : BoxHeader;
            if (part.Length <= skipped || box.Length + part.Length > ImageMetadata.MaximumManifest) return;
            box.Write(part, skipped, part.Length - skipped);
        }
        else if (boxes.Count < MaximumBoxes)
        {
            boxes[number] = new MemoryStream();
            boxes[number].Write(part, 0, part.Length);
        }
    }

    private static ImageMetadata WithCredentials(ImageMetadata found, IEnumerable<MemoryStream> boxes)
    {
        foreach (var box in boxes)
        {
            var store = box.ToArray();
            if (!JumbfBox.IsManifestStore(store)) continue;
            return found with { HasCredentials = true, Manifest = store };
        }

        return found;
    }
}
