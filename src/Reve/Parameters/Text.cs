namespace Reve.Parameters;

internal static class Text
{
    /// <summary>The text without white space around it; an empty column of a CSV row is no value.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();
}
