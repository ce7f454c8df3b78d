using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace Reve.Output;

/// <summary>Names that Windows, Linux and macOS all take.</summary>
internal static class FileNames
{
    private const int LongestSlug = 60;
    private const int LongestName = 180;
    private const int LongestEntry = 255;
    private const string Forbidden = "<>:\"/\\|?*";

    private static readonly HashSet<string> s_reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>The prompt's words, joined by hyphens and cut at a word.</summary>
    public static string Slug(string prompt)
    {
        var slug = new StringBuilder();
        foreach (var letter in prompt.Normalize(NormalizationForm.FormC))
        {
            if (letter is '\'' or '’') continue;
            if (char.IsLetterOrDigit(letter)) slug.Append(char.ToLowerInvariant(letter));
            else if (slug.Length > 0 && slug[slug.Length - 1] != '-') slug.Append('-');
        }

        return Cut(slug.ToString().Trim('-')) is { Length: > 0 } words ? words : "image";
    }

    /// <summary>What keeps the system from taking a name as it is; null when nothing is known to.</summary>
    public static string? Problem(string name) =>
        name.Trim().Length == 0 ? "it has no name."
        : name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 ? "the name has a character that the system refuses."
        : Encoding.UTF8.GetByteCount(name) > LongestEntry ? $"the name is longer than {LongestEntry} bytes."
        : null;

    /// <summary>The name with everything replaced that one of the systems refuses.</summary>
    public static string Safe(string name)
    {
        var safe = new string([.. name.Normalize(NormalizationForm.FormC).Select(c => IsSafe(c) ? c : '-')]);
        safe = Shorten(safe).Trim(' ').TrimEnd('.', ' ');
        if (safe.Length == 0) return "image";
        var stem = safe.Split('.')[0].TrimEnd();
        return s_reserved.Contains(stem) || safe[0] == '.' ? "_" + safe : safe;
    }

    private static bool IsSafe(char letter) =>
        Forbidden.IndexOf(letter) < 0
        && char.GetUnicodeCategory(letter) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string Cut(string slug)
    {
        if (slug.Length <= LongestSlug) return slug;
        var end = slug.LastIndexOf('-', LongestSlug);
        return slug.Substring(0, end > 0 ? end : LongestSlug);
    }

    /// <summary>File systems count bytes; a character is never cut in two.</summary>
    private static string Shorten(string name)
    {
        var length = name.Length;
        while (Encoding.UTF8.GetByteCount(name.Substring(0, length)) > LongestName) length--;
        if (length > 0 && length < name.Length && char.IsHighSurrogate(name[length - 1])) length--;
        return name.Substring(0, length);
    }
}
