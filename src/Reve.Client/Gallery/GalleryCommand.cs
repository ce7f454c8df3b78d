using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Reve.Gallery;

/// <summary>The command that makes an image again.</summary>
internal static class GalleryCommand
{
    /// <summary>The command; null when the prompt is not known.</summary>
    public static string? Of(ReveImage image)
    {
        if (string.IsNullOrEmpty(image.Prompt) || string.IsNullOrEmpty(image.Provider)) return null;
        List<string> parts =
        [
            image.Operation switch
            {
                ReveOperation.Edit => "Edit-ReveImage",
                ReveOperation.Remix => "Join-ReveImage",
                _ => "New-ReveImage",
            },
            PowerShellText.Quote(image.Prompt),
        ];
        if (image.Operation != ReveOperation.Create) parts.Add(Inputs(image.Sources));
        parts.Add($"-Provider {PowerShellText.Quote(image.Provider)}");
        if (image.Model.Length > 0) parts.Add($"-Model {PowerShellText.Quote(image.Model)}");
        if (image.AspectRatio is { } ratio) parts.Add($"-AspectRatio {PowerShellText.Quote(ratio)}");
        parts.AddRange(image.Options.Where(option => IsParameterName(option.Key)).Select(Option));
        if (image.AdditionalBody is { Count: > 0 } fields) parts.Add($"-AdditionalBody {PowerShellText.Write(fields)}");
        return string.Join(" ", parts);
    }

    private static string Option(KeyValuePair<string, object> option) =>
        option.Value is true ? $"-{option.Key}" : $"-{option.Key} {PowerShellText.Write(option.Value)}";

    /// <summary>A journal is a file that anyone can write, so the name of an option is not trusted.</summary>
    private static bool IsParameterName(string name) =>
        name.Length > 0 && name.All(letter => letter is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z'));

    private static string Inputs(IReadOnlyList<string> sources) =>
        sources.Count > 0 && sources.All(IsAddress) ? $"-Uri {List(sources)}"
        : sources.Count > 0 && sources.All(IsPath) ? $"-LiteralPath {List(sources)}"
        // An image that was in memory has no name that a command could use.
        : $"-InputObject {string.Join(", ", sources.Select(Input).DefaultIfEmpty("$image"))}";

    private static string List(IEnumerable<string> values) => string.Join(", ", values.Select(PowerShellText.Quote));

    private static string Input(string source) => IsAddress(source) ? PowerShellText.Quote(source)
        : IsPath(source) ? $"(Get-Item -LiteralPath {PowerShellText.Quote(source)})"
        : "$image";

    private static bool IsAddress(string source) =>
        source.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        || source.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    private static bool IsPath(string source) =>
        source.IndexOfAny(['/', '\\']) >= 0 || ImageFormat.FromExtension(ExtensionOf(source)) is not null;

    /// <remarks>The methods of <see cref="Path"/> throw on .NET Framework when a character is invalid.</remarks>
    private static string ExtensionOf(string source) =>
        source.LastIndexOf('.') is >= 0 and var dot ? source.Substring(dot) : "";
}
