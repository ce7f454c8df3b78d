using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace Reve.Gallery;

/// <summary>Writes values as PowerShell source on one line, so that no text can become part of the command.</summary>
internal static class PowerShellText
{
    // PowerShell accepts typographic quotation marks in place of the plain ones.
    private const string SingleQuotes = "'\u2018\u2019\u201A\u201B";
    private const string DoubleQuotes = "\"\u201C\u201D\u201E";

    /// <summary>A string in single quotes, or in double quotes when it has characters that are not visible.</summary>
    public static string Quote(string text)
    {
        if (text.All(IsVisible))
        {
            return $"'{string.Concat(text.Select(letter =>
                SingleQuotes.IndexOf(letter) < 0 ? letter.ToString() : $"{letter}{letter}"))}'";
        }

        var quoted = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (!IsVisible(letter)) quoted.Append("$([char]0x").Append(Hexadecimal(letter)).Append(')');
            else if (letter is '`' or '$' || DoubleQuotes.IndexOf(letter) >= 0) quoted.Append('`').Append(letter);
            else quoted.Append(letter);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A value of an option or of a field.</summary>
    public static string Write(object? value) => value switch
    {
        null => "$null",
        string text => Quote(text),
        bool flag => flag ? "$true" : "$false",
        IReadOnlyDictionary<string, object?> map => Map(map),
        System.Collections.IEnumerable items => $"@({string.Join(", ", items.Cast<object?>().Select(Write))})",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quote(value.ToString() ?? ""),
    };

    private static string Hexadecimal(char letter) => ((int)letter).ToString("X", CultureInfo.InvariantCulture);

    private static string Map(IReadOnlyDictionary<string, object?> map) =>
        $"@{{ {string.Join("; ", map.Select(field => $"{Quote(field.Key)} = {Write(field.Value)}"))} }}";

    /// <summary>
    /// Line breaks and control characters act on a terminal when they are pasted, and format characters reorder or hide
    /// the text around them. Surrogates are visible as a pair.
    /// </summary>
    private static bool IsVisible(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator);
}
