using System;

namespace Reve.Parameters;

/// <summary>Helpers for text that users type and read.</summary>
internal static class Text
{
    /// <summary>Returns the text without white space around it; null for blank text.</summary>
    public static string? NullIfBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text!.Trim();

    /// <summary>Returns an age in its largest unit.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalDays: >= 2 } => $"{age.TotalDays:0} days",
        { TotalHours: >= 1 } => $"{age.TotalHours:0} h",
        { TotalMinutes: >= 1 } => $"{age.TotalMinutes:0} min",
        _ => $"{Math.Max(0, age.TotalSeconds):0} s",
    };

    /// <summary>Whether the text is an http or https address.</summary>
    public static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
