using System;
using System.Text.Json;

namespace Reve.Json;

/// <summary>Lenient reading: a field that is missing, null, empty or of another kind is absent.</summary>
internal static class JsonReader
{
    public static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
            ? value
            : null;

    public static string? Text(this JsonElement element, string name) =>
        element.Get(name)?.JobText() is { Length: > 0 } text ? text : null;

    /// <summary>
    /// The words of a string; null for anything else, and for one that holds no text, such as half of a character.
    /// </summary>
    public static string? JobText(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>An http or https address; an image inside a data URI is no address.</summary>
    public static string? Address(this JsonElement element, string name) =>
        element.Text(name) is { } text && text.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? text : null;

    public static bool? Flag(this JsonElement element, string name) => element.Get(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static decimal? Number(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var number)
            ? number
            : null;

    /// <summary>The bytes behind base64, bare or as a data URI; null when there are none or they are damaged.</summary>
    public static byte[]? Base64(this JsonElement element, string name)
    {
        if (element.Get(name) is not { ValueKind: JsonValueKind.String } value) return null;
        if (value.JobText() is not { } text) return null;
        if (value.TryGetBytesFromBase64(out var bytes)) return bytes.Length > 0 ? bytes : null;

        var comma = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(',') : -1;
        if (comma < 0 || comma == text.Length - 1) return null;
        try
        {
            return Convert.FromBase64String(text.Substring(comma + 1));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
