using System;
using System.Buffers.Binary;

namespace Reve.Imaging;

internal static class PngHeader
{
    internal static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static ImageHeader? Read(ref HeaderSource source)
    {
        if (!source.StartsWith(Signature))
            return null;
        if (!source.StartsWith("IHDR"u8, 12) || !source.TryRead(16, 8, out var size))
            return ImageHeader.Unsized(ImageFormat.Png);

        return ImageHeader.Of(ImageFormat.Png,
            BinaryPrimitives.ReadUInt32BigEndian(size), BinaryPrimitives.ReadUInt32BigEndian(size[4..]));
    }
}
