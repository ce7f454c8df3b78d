using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Reve.Tests.Mutation;

/// <summary>
/// Damages the parts of image files: their names, and the numbers beside them, which are lengths and sizes.
/// </summary>
internal static class ImageDamage
{
    private const int SearchedBytes = 8192;

    private static readonly byte[][] s_names =
    [
        .. new[]
        {
            "IHDR", "IDAT", "IEND", "iTXt", "zTXt", "caBX", "RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "ANIM", "ANMF",
            "XMP ", "EXIF", "Exif", "JFIF", "ftyp", "meta", "hdlr", "pitm", "iinf", "infe", "iloc", "iprp", "ipco",
            "ispe", "irot", "ipma", "idat", "mdat", "moov", "uuid", "jumb", "jumd", "cbor", "GIF8", "II*\0", "MM\0*",
        }.Select(Encoding.Latin1.GetBytes),
        [0xFF, 0xC0], [0xFF, 0xC2], [0xFF, 0xC4], [0xFF, 0xDA], [0xFF, 0xE1], [0xFF, 0xEB], [0xFF, 0xD9],
        [0x21, 0xFF], [0x21, 0xF9], [0, 0x2C],
    ];

    private static readonly byte[][] s_numbers =
    [
        [0, 0, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF],
        [0xFF, 0xFF, 0xFF, 0x7F], [0x80, 0, 0, 0], [0, 0, 0, 0x80], [0xFF, 0xFF], [0, 2], [2, 0], [0, 0],
    ];

    /// <returns>The damaged file; null when it contains no part of an image.</returns>
    public static byte[]? Apply(byte[] file, Random random)
    {
        if (Find(file, random) is not var (at, name)) return null;
        var number = s_numbers[random.Next(s_numbers.Length)];
        var after = at + name.Length;
        return random.Next(6) switch
        {
            0 => ByteDamage.Overwrite(file, at, s_names[random.Next(s_names.Length)]),
            1 => file[..random.Next(at, Math.Min(file.Length, after + 12) + 1)],
            2 when Find(file, random) is var (other, _) => Move(file, Math.Min(at, other), Math.Max(at, other), random),
            3 when at >= number.Length => ByteDamage.Overwrite(file, at - number.Length, number),
            _ when after < file.Length => ByteDamage.Overwrite(
                file, Math.Min(file.Length - 1, after + (2 * random.Next(8))), number),
            _ => null,
        };
    }

    /// <summary>Removes or repeats everything between two names.</summary>
    private static byte[] Move(byte[] file, int start, int end, Random random) => random.Next(2) == 0
        ? [.. file[..start], .. file[end..]]
        : [.. file[..end], .. file[start..]];

    /// <summary>A random part of the file; null when it has none.</summary>
    private static (int At, byte[] Name)? Find(byte[] file, Random random)
    {
        // The names are searched for from a random one on, so that each is found.
        var first = random.Next(s_names.Length);
        for (var count = 0; count < s_names.Length; count++)
        {
            var name = s_names[(first + count) % s_names.Length];
            var at = file.AsSpan(0, Math.Min(file.Length, SearchedBytes)).IndexOf(name);
            if (at >= 0) return (at, name);
        }

        return null;
    }
}
