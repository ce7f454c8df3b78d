using System;

namespace Reve.Tests.Mutation;

/// <summary>Damages bytes, whatever they mean.</summary>
internal static class ByteDamage
{
    private const int LongestPart = 200;

    private static readonly byte[][] s_odd =
    [
        [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0xEF, 0xBB, 0xBF], [0xED, 0xA0, 0x80], [0xC3],
        [0x9F, 0x9F, 0x9F, 0x9F], [0x5F, 0xFF], [0xBF, 0xBF],
        "\""u8.ToArray(), "\\"u8.ToArray(), "}"u8.ToArray(), "\n"u8.ToArray(),
        "\r\n\r\n"u8.ToArray(), "<!DOCTYPE x ["u8.ToArray(), "&x;"u8.ToArray(), "]]>"u8.ToArray(), "="u8.ToArray(),
    ];

    public static byte[] Apply(byte[] bytes, byte[] other, Random random)
    {
        var at = random.Next(bytes.Length);
        var end = Math.Min(bytes.Length, at + random.Next(1, random.Next(2) == 0 ? 12 : LongestPart));
        var odd = s_odd[random.Next(s_odd.Length)];
        return random.Next(8) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => [.. bytes[..end], .. bytes[at..]],
            3 => [.. bytes[..at], .. odd, .. bytes[at..]],
            4 => Overwrite(bytes, at, odd),
            5 when other.Length > 0 => Splice(bytes, at, other, random),
            _ => Overwrite(bytes, at, [(byte)(bytes[at] ^ (1 << random.Next(8)))]),
        };
    }

    public static byte[] Overwrite(byte[] bytes, int at, ReadOnlySpan<byte> value)
    {
        var changed = (byte[])bytes.Clone();
        value[..Math.Min(value.Length, bytes.Length - at)].CopyTo(changed.AsSpan(at));
        return changed;
    }

    private static byte[] Splice(byte[] bytes, int at, byte[] other, Random random)
    {
        var from = random.Next(other.Length);
        var part = other[from..Math.Min(other.Length, from + random.Next(1, 2 * LongestPart))];
        return [.. bytes[..at], .. part, .. bytes[at..]];
    }
}
