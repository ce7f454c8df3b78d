using System;
using System.Text;

namespace Reve.Emulator;

/// <summary>Tells the formats that the providers take by their first bytes.</summary>
internal static class PictureFormats
{
    private static readonly string[] s_brands =
        ["avif", "avis", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

    public static bool IsKnown(ReadOnlySpan<byte> picture) =>
        picture.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10])
        || picture.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF])
        || (picture.StartsWith("RIFF"u8) && picture.Length >= 12 && picture[8..].StartsWith("WEBP"u8))
        || IsHeif(picture);

    private static bool IsHeif(ReadOnlySpan<byte> picture) =>
        picture.Length >= 12 && picture[4..].StartsWith("ftyp"u8)
        && Array.IndexOf(s_brands, Encoding.ASCII.GetString(picture[8..12])) >= 0;
}
