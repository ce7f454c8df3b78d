using System;
using System.Buffers.Binary;

namespace Reve.Imaging;

internal static class WebPHeader
{
    private const long Body = 20;

    private static ReadOnlySpan<byte> StartCode => [0x9D, 0x01, 0x2A];

    public static ImageHeader? Read(ref HeaderSource source)
    {
        if (!source.StartsWith("RIFF"u8) || !source.StartsWith("WEBP"u8, 8))
            return null;

        var (width, height) = (0L, 0L);
        if (source.StartsWith("VP8 "u8, 12))
            (width, height) = Lossy(ref source);
        else if (source.StartsWith("VP8L"u8, 12))
            (width, height) = Lossless(ref source);
        else if (source.StartsWith("VP8X"u8, 12))
            (width, height) = Extended(ref source);
        return ImageHeader.Of(ImageFormat.WebP, width, height);
    }

    private static (long Width, long Height) Lossy(ref HeaderSource source)
    {
        // Frame tag (three bytes), start code (three bytes), then two 14-bit sizes with 2-bit scales.
        if (!source.TryRead(Body, 10, out var frame) || !frame.Slice(3, 3).SequenceEqual(StartCode))
            return default;

        return (BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & 0x3FFF,
            BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & 0x3FFF);
    }

    private static (long Width, long Height) Lossless(ref HeaderSource source)
    {
        if (!source.TryRead(Body, 5, out var frame) || frame[0] != 0x2F)
            return default;

        var bits = BinaryPrimitives.ReadUInt32LittleEndian(frame[1..]);
        return ((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
    }

    private static (long Width, long Height) Extended(ref HeaderSource source) =>
        source.TryRead(Body, 10, out var canvas)
            ? (UInt24(canvas[4..]) + 1, UInt24(canvas[7..]) + 1)
            : default;

    private static long UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);
}
