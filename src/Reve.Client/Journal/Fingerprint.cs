using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Reve.Json;

namespace Reve.Journal;

/// <summary>
/// Identifies an item across runs by everything that shapes its image, and by nothing else. A changed prompt, option or
/// input byte makes another item; a renamed input file does not.
/// </summary>
internal static class Fingerprint
{
    public static string Of(ValidatedRequest request, ProviderInfo provider)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text)) Write(json, request, provider);
        return ContentHash.Of(text.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ValidatedRequest request, ProviderInfo provider)
    {
        json.WriteStartArray();
        json.WriteStringValue(provider.Name);
        json.WriteStringValue(request.Operation.Operation.ToString());
        WriteText(json, request.Model);
        WriteText(json, request.Prompt);
        WriteText(json, request.Request.AspectRatio);
        foreach (var option in request.Request.ImageOptions)
        {
            json.WriteStringValue(option.Key.ToString());
            JsonValueWriter.Write(json, option.Value, option.Key.ToString());
        }

        if (request.Request.Count > 1) json.WriteNumberValue(request.Request.Count);
        json.WriteStartArray();
        foreach (var input in request.Inputs) WriteText(json, input.Url ?? input.Hash);
        json.WriteEndArray();
        foreach (var field in Sorted(request.Request.AdditionalBody))
        {
            WriteText(json, field.Key);
            JsonValueWriter.Write(json, field.Value, field.Key);
        }

        json.WriteEndArray();
    }

    /// <summary>
    /// JSON has no form for half a surrogate pair, and texts that differ only there are different texts: their UTF-16
    /// bytes are written, in a form that no other text has.
    /// </summary>
    private static void WriteText(Utf8JsonWriter json, string? text)
    {
        if (text is null || WellFormedText.IsWellFormed(text))
        {
            json.WriteStringValue(text);
            return;
        }

        var bytes = new byte[text.Length * sizeof(char)];
        Buffer.BlockCopy(text.ToCharArray(), 0, bytes, 0, bytes.Length);
        json.WriteStartArray();
        json.WriteBase64StringValue(bytes);
        json.WriteEndArray();
    }

    private static IEnumerable<KeyValuePair<string, object?>> Sorted(IReadOnlyDictionary<string, object?>? fields) =>
        (fields ?? new Dictionary<string, object?>()).OrderBy(field => field.Key, StringComparer.Ordinal);
}
