using System.Buffers.Binary;

namespace Reve.Imaging;

internal static class GifHeader
{
    public static ImageHeader? Read(ref HeaderSource source)
    {
        if (!source.StartsWith("GIF87a"u8) && !source.StartsWith("GIF89a"u8))
            return null;
        if (!source.TryRead(6, 4, out var screen))
            return ImageHeader.Unsized(ImageFormat.Gif);

        return ImageHeader.Of(ImageFormat.Gif,
            BinaryPrimitives.ReadUInt16LittleEndian(screen), BinaryPrimitives.ReadUInt16LittleEndian(screen[2..]));
    }
}
