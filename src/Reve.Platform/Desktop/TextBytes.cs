using System;

namespace Reve.Platform;

/// <summary>Searches in text that is given as bytes.</summary>
public static class TextBytes
{
    private const byte LastControl = 0x1F;
    private const byte FirstNotAscii = 0x80;

    /// <summary>The number of characters of base64, without padding, at the beginning of a text.</summary>
    public static int CountBase64(ReadOnlySpan<byte> text)
    {
        var length = 0;
        while (length < text.Length && IsBase64(text[length])) length++;
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

    private static bool IsBase64(byte letter) => letter is (>= (byte)'A' and <= (byte)'Z')
        or (>= (byte)'a' and <= (byte)'z') or (>= (byte)'0' and <= (byte)'9') or (byte)'+' or (byte)'/';
}
