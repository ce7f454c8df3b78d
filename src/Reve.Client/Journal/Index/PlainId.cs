using System;
using System.Runtime.CompilerServices;

namespace Reve.Journal;

/// <summary>Reads an id in the form in which this module writes it: 32 hexadecimal digits in lower case.</summary>
internal static class PlainId
{
    public const int Length = 32;

    private const int Half = Length / 2;
    private const byte Invalid = 0xFF;

    private static readonly byte[] s_digits = CreateTable();

    /// <summary>Reads the id, which is the same that <see cref="Guid"/> reads from the text.</summary>
    [MethodImpl(LongLoop.Optimized)]
    public static bool TryRead(ReadOnlySpan<byte> text, out Guid id)
    {
        id = default;
        if (text.Length != Length) return false;
        if (!TryRead(text.Slice(0, Half), out ulong high) || !TryRead(text.Slice(Half), out ulong low)) return false;
        id = new Guid(
            (uint)(high >> 32), (ushort)(high >> 16), (ushort)high, (byte)(low >> 56), (byte)(low >> 48),
            (byte)(low >> 40), (byte)(low >> 32), (byte)(low >> 24), (byte)(low >> 16), (byte)(low >> 8), (byte)low);
        return true;
    }

    [MethodImpl(LongLoop.Optimized)]
    private static bool TryRead(ReadOnlySpan<byte> text, out ulong number)
    {
        var digits = s_digits;
        var all = (byte)0;
        number = 0;
        foreach (var letter in text)
        {
            var digit = digits[letter];
            all |= digit;
            number = (number << 4) | digit;
        }

        return all != Invalid;
    }

    private static byte[] CreateTable()
    {
        var table = new byte[byte.MaxValue + 1];
        for (var letter = 0; letter < table.Length; letter++) table[letter] = Invalid;
        for (var digit = 0; digit < 16; digit++) table["0123456789abcdef"[digit]] = (byte)digit;
        return table;
    }
}
