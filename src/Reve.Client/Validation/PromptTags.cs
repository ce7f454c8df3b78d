using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Reve.Validation;

/// <summary>
/// References to input images in a prompt: <c>&lt;img&gt;0&lt;/img&gt;</c> is the first image. Providers have different
/// names for the tag; every name is understood.
/// </summary>
internal static class PromptTags
{
    private static readonly Regex s_tag = new(
        @"<(img|frame)>\s*(\d+)\s*</\1>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static IReadOnlyList<(string Tag, int Number)> Find(string prompt) =>
        prompt.IndexOf('<') < 0 ? [] : [.. s_tag.Matches(prompt).Cast<Match>().Select(match => (match.Value, Number(match.Groups[2].Value)))];

    /// <summary>Returns the prompt with the tag of a provider.</summary>
    public static string Translate(string prompt, string tag) =>
        prompt.IndexOf('<') < 0 ? prompt : s_tag.Replace(prompt, match => $"<{tag}>{Number(match.Groups[2].Value)}</{tag}>");

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
}
