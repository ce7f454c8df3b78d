using System;

namespace Reve.Platform;

/// <summary>Searches in text that is given as bytes.</summary>
public static class TextBytes
{
    private const byte LastControl = 0x1F;
    private const byte FirstNotAscii = 0x80;

    private static readonly bool[] s_isBase64 = CreateTable();

    /// <summary>The number of characters of base64, without padding, at the beginning of a text.</summary>
    public static int CountBase64(ReadOnlySpan<byte> text)
    {
        var isBase64 = s_isBase64;
        var length = 0;
        while (length < text.Length && isBase64[text[length]]) length++;
        return length;
    }

    /// <summary>Whether a text is certainly well-formed and has no control characters: plain ASCII.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> text)
    {
        foreach (var letter in text)
        {
            if (letter is <= LastControl or >= FirstNotAscii) return false;
        }

        return true;
    }

    private static bool[] CreateTable()
    {
        var table = new bool[byte.MaxValue + 1];
        foreach (var letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") table[letter] = true;
        return table;
    }
}
