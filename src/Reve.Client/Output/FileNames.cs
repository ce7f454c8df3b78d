using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Reve.Json;

namespace Reve.Output;

/// <summary>File names that Windows, Linux and macOS all accept.</summary>
internal static class FileNames
{
    private const int MaximumInput = 1000;
    private const int MaximumSlug = 60;

    // Leaves room for a number, an extension and the extension of a sidecar within the length of a directory entry.
    private const int MaximumGeneratedBytes = 180;
    private const int MaximumBytes = 255;
    private const string Forbidden = "<>:\"/\\|?*\uFFFD";
    private const string BidirectionalControls =
        "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    private static readonly HashSet<string> s_deviceNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>The words of a prompt in lower case, joined by hyphens and cut between two words.</summary>
    public static string Slug(string prompt)
    {
        var slug = new StringBuilder();
        var text = Normalize(prompt);
        for (var index = 0; index < text.Length; index += LengthAt(text, index))
        {
            if (text[index] is '\'' or '’') continue;
            if (char.IsLetterOrDigit(text, index)) AppendLowerCase(slug, text, index);
            else if (slug.Length > 0 && slug[slug.Length - 1] != '-') slug.Append('-');
        }

        return CutSlug(slug.ToString().Trim('-')) is { Length: > 0 } words ? words : "image";
    }

    /// <summary>The reason why a name cannot be used; null when it can.</summary>
    public static string? Problem(string name) =>
        name.Trim().Length == 0 ? "it has no name."
        : name.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 ? "its name has a character that the system refuses."
        : HasControlCharacter(name) ? "its name has a control character."
        : Encoding.UTF8.GetByteCount(name) > MaximumBytes ? $"its name is longer than {MaximumBytes} bytes."
        : null;

    /// <summary>Whether Windows takes the name for a device, with or without an extension.</summary>
    public static bool IsDevice(string name) => s_deviceNames.Contains(name.Split('.')[0].TrimEnd());

    /// <summary>Whether the module keeps a file of its own under the name.</summary>
    public static bool IsInternal(string name) =>
        name.StartsWith("reve-journal.", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith(".reve-", StringComparison.OrdinalIgnoreCase);

    /// <summary>The name with a hyphen in place of each character that one of the systems refuses.</summary>
    public static string Safe(string name)
    {
        var safe = new StringBuilder();
        var text = Normalize(name);
        for (var index = 0; index < text.Length; index += LengthAt(text, index))
        {
            if (IsSafe(text, index)) safe.Append(text, index, LengthAt(text, index));
            else safe.Append('-');
        }

        var result = Cut(safe.ToString()).Trim(' ').TrimEnd('.', ' ');
        if (result.Length == 0) return "image";
        return IsDevice(result) || result[0] == '.' || IsInternal(result + ".") ? "_" + result : result;
    }

    /// <summary>The last part of a path or URL without its extension.</summary>
    /// <remarks>The methods of <see cref="Path"/> throw on .NET Framework when a character is invalid.</remarks>
    public static string Stem(string path)
    {
        var name = Last(path.TrimEnd('/', '\\'));
        var dot = name.LastIndexOf('.');
        return dot > 0 ? name.Substring(0, dot) : name;
    }

    /// <summary>The last part of a path.</summary>
    public static string Last(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);

    private static string Normalize(string text)
    {
        var beginning = text.Length > MaximumInput ? text.Substring(0, MaximumInput) : text;
        // Normalization throws for lone surrogates and for the two non-characters.
        return WellFormedText.Repair(beginning).Replace('\uFFFE', '\uFFFD').Replace('\uFFFF', '\uFFFD')
            .Normalize(NormalizationForm.FormC);
    }

    private static int LengthAt(string text, int index) => char.IsSurrogatePair(text, index) ? 2 : 1;

    private static void AppendLowerCase(StringBuilder slug, string text, int index)
    {
        if (LengthAt(text, index) == 2) slug.Append(text, index, 2);
        else slug.Append(char.ToLowerInvariant(text[index]));
    }

    private static bool IsSafe(string text, int index) =>
        Forbidden.IndexOf(text[index]) < 0
        && CharUnicodeInfo.GetUnicodeCategory(text, index) is not (UnicodeCategory.Control or UnicodeCategory.Format
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    /// <summary>Joiners between emoji are format characters too, and are part of names that users choose.</summary>
    private static bool HasControlCharacter(string name)
    {
        foreach (var letter in name)
        {
            if (char.IsControl(letter) || BidirectionalControls.IndexOf(letter) >= 0) return true;
        }

        return !WellFormedText.IsWellFormed(name);
    }

    private static string CutSlug(string slug)
    {
        if (slug.Length <= MaximumSlug) return slug;
        var end = slug.LastIndexOf('-', MaximumSlug);
        if (end <= 0) end = char.IsLowSurrogate(slug[MaximumSlug]) ? MaximumSlug - 1 : MaximumSlug;
        return slug.Substring(0, end);
    }

    private static string Cut(string name)
    {
        var bytes = 0;
        for (var index = 0; index < name.Length; index += LengthAt(name, index))
        {
            bytes += Encoding.UTF8.GetByteCount(name.Substring(index, LengthAt(name, index)));
            if (bytes > MaximumGeneratedBytes) return name.Substring(0, index);
        }

        return name;
    }
}
