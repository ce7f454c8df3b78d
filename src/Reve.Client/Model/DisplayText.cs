using System;
using System.Globalization;
using System.Text;

namespace Reve;

/// <summary>
/// Prepares text for the terminal. Text from a host or a file can contain escape sequences, characters that reorder or
/// hide other text, and any number of lines.
/// </summary>
public static class DisplayText
{
    /// <summary>The longest text of a provider in messages.</summary>
    public const int DefaultLength = 500;

    private const string Ellipsis = "...";
    private const char Replacement = '\uFFFD';

    /// <summary>
    /// Returns the text on one line, with a blank for each line break and a replacement character for each control,
    /// format and bidirectional character. A longer text ends with three dots.
    /// </summary>
    /// <param name="text">The text; null is empty.</param>
    /// <param name="maximumLength">The number of characters before the dots.</param>
    public static string Of(string? text, int maximumLength = DefaultLength)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var cut = text!.Length > maximumLength;
        var end = cut ? maximumLength : text.Length;
        // Half of a surrogate pair is not a character.
        if (cut && end > 0 && char.IsHighSurrogate(text[end - 1]) && char.IsLowSurrogate(text[end])) end--;
        if (!cut && IsClean(text)) return text;

        var clean = new StringBuilder(end + Ellipsis.Length);
        for (var index = 0; index < end; index += CountAt(text, index)) Append(clean, text, index);
        return cut ? clean.Append(Ellipsis).ToString() : clean.ToString();
    }

    /// <summary>As <see cref="Of"/>; null stays null.</summary>
    internal static string? OfNullable(string? text, int maximumLength = DefaultLength) =>
        text is null ? null : Of(text, maximumLength);

    private static bool IsClean(string text)
    {
        for (var index = 0; index < text.Length; index += CountAt(text, index))
        {
            if (IsLineBreak(text[index]) || IsUnsafe(text, index)) return false;
        }

        return true;
    }

    private static void Append(StringBuilder clean, string text, int index)
    {
        if (IsLineBreak(text[index]))
        {
            // A line break of two characters, and an indented line, become one blank.
            if (clean.Length == 0 || clean[clean.Length - 1] != ' ') clean.Append(' ');
        }
        else if (IsUnsafe(text, index))
        {
            clean.Append(Replacement);
        }
        else
        {
            clean.Append(text, index, CountAt(text, index));
        }
    }

    private static int CountAt(string text, int index) => char.IsSurrogatePair(text, index) ? 2 : 1;

    private static bool IsLineBreak(char character) =>
        character is '\t' or '\n' or '\v' or '\f' or '\r' or '\u0085' or '\u2028' or '\u2029';

    /// <summary>
    /// Whether the character controls the terminal, or changes other characters without being visible. The fillers
    /// count as letters, but are invisible.
    /// </summary>
    private static bool IsUnsafe(string text, int index)
    {
        if (text[index] is >= ' ' and <= '~') return false;
        if (text[index] is '\u034F' or '\u115F' or '\u1160' or '\u3164' or '\uFFA0') return true;
        return CharUnicodeInfo.GetUnicodeCategory(text, index) is UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.Surrogate or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            || IsTag(text, index);
    }

    // Not all versions of the Unicode data call all of these characters format characters.
    private static bool IsTag(string text, int index) =>
        char.IsSurrogatePair(text, index) && char.ConvertToUtf32(text, index) is >= 0xE0000 and <= 0xE0FFF;
}
