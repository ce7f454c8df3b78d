using System;
using System.Buffers;
using System.Text.Unicode;

namespace Reve.Platform;

/// <summary>Searches in text that is given as bytes.</summary>
public static class TextBytes
{
    private const byte LastControl = 0x1F;

    private static readonly SearchValues<byte> s_base64 =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"u8);

    /// <summary>The number of characters of base64, without padding, at the beginning of a text.</summary>
    public static int CountBase64(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAnyExcept(s_base64);
        return length < 0 ? text.Length : length;
    }

    /// <summary>Whether a text is certainly well-formed and has no control characters.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> text) =>
        text.IndexOfAnyInRange((byte)0, LastControl) < 0 && Utf8.IsValid(text);
}
