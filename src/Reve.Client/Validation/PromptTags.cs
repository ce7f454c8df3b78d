using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Reve.Validation;

/// <summary>Finds references to input images in a prompt: <c>&lt;img&gt;0&lt;/img&gt;</c> is the first image.</summary>
internal static class PromptTags
{
    private static readonly Regex s_tag = new(
        @"<img>\s*(\d+)\s*</img>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static IReadOnlyList<(string Tag, int Number)> Find(string prompt) =>
        [.. s_tag.Matches(prompt).Cast<Match>().Select(match => (match.Value, Number(match.Groups[1].Value)))];

    private static int Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
}
