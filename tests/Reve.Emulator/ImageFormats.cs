using System;
using System.Text;

namespace Reve.Emulator;

/// <summary>Tells the formats that the providers take by their first bytes.</summary>
internal static class ImageFormats
{
    private static readonly string[] s_brands =
        ["avif", "avis", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

    public static bool IsKnown(ReadOnlySpan<byte> image) =>
        image.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])
        || image.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || (image.StartsWith("RIFF"u8) && image.Length >= 12 && image[8..].StartsWith("WEBP"u8))
        || IsHeif(image);

    private static bool IsHeif(ReadOnlySpan<byte> image) =>
        image.Length >= 12 && image[4..].StartsWith("ftyp"u8)
        && Array.IndexOf(s_brands, Encoding.ASCII.GetString(image[8..12])) >= 0;
}
