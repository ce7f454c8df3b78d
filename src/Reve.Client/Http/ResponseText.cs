using System;
using System.Text;
using System.Text.RegularExpressions;
using Reve.Json;

namespace Reve.Http;

/// <summary>Reads the beginning of error responses that are not the JSON of the provider's API.</summary>
internal static class ResponseText
{
    private const int MaximumBytes = 8 * 1024;

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(1);

    private static readonly Regex s_hidden = new(
        @"<!--.*?(?:-->|$)|<(script|style)\b.*?(?:</\1\s*>|$)",
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant, s_timeout);

    private static readonly Regex s_tag = new("<[^>]*(?:>|$)", RegexOptions.CultureInvariant, s_timeout);

    private static readonly Regex s_space = new(@"\s+", RegexOptions.CultureInvariant, s_timeout);

    /// <summary>Returns the beginning of the text, without tags; null when the body is JSON, binary or blank.</summary>
    public static string? Beginning(JsonResponse? response)
    {
        if (response is null) return null;
        if (response.IsJson) return response.Root.StringValue();

        var raw = response.Raw.Length > MaximumBytes ? response.Raw.Slice(0, MaximumBytes) : response.Raw;
        var text = Encoding.UTF8.GetString(raw.ToArray());
        if (text.IndexOf('\0') >= 0) return null;
        if (text.AsSpan().TrimStart("\uFEFF \t\r\n".AsSpan()) is ['<', ..])
        {
            text = s_tag.Replace(s_hidden.Replace(text, " "), " ");
        }

        text = s_space.Replace(text, " ").Trim('\uFEFF', ' ');
        return text.Length > 0 ? text : null;
    }
}
