using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text;
using System;
using Reve.Json;

namespace Reve.Journal;

/// <summary>
/// What makes an item the same item in another run: everything that shapes its image, and nothing else. A prompt, an
/// option or an input byte that changes makes another item; a file that is only renamed does not.
/// </summary>
internal static class Fingerprint
{
    private static readonly ReveOption[] s_shapeless = [ReveOption.NoWait, ReveOption.WebhookUri];

    public static string Of(ValidatedRequest request, ProviderInfo provider)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text)) Write(json, request, provider);
        return ContentHash.Of(Encoding.UTF8.GetString(text.ToArray()));
    }

    /// <summary>The options that shape the image, in an order of their own.</summary>
    public static IEnumerable<KeyValuePair<ReveOption, object>> OptionsOf(ImageRequest request) =>
        request.Options.Where(option => Array.IndexOf(s_shapeless, option.Key) < 0).OrderBy(option => option.Key);

    private static void Write(Utf8JsonWriter json, ValidatedRequest request, ProviderInfo provider)
    {
        json.WriteStartArray();
        json.WriteStringValue(provider.Name);
        json.WriteStringValue(request.Operation.Operation.ToString());
        json.WriteStringValue(request.Model);
        json.WriteStringValue(request.Prompt);
        json.WriteStringValue(request.Request.AspectRatio);
        foreach (var option in OptionsOf(request.Request))
        {
            json.WriteStringValue(option.Key.ToString());
            JsonValueWriter.Write(json, option.Value, option.Key.ToString());
        }

        json.WriteStartArray();
        foreach (var input in request.Inputs) json.WriteStringValue(input.Url ?? ContentHash.Of(input));
        json.WriteEndArray();
        foreach (var field in Sorted(request.Request.AdditionalBody))
        {
            json.WriteStringValue(field.Key);
            JsonValueWriter.Write(json, field.Value, field.Key);
        }

        json.WriteEndArray();
    }

    private static IEnumerable<KeyValuePair<string, object?>> Sorted(IReadOnlyDictionary<string, object?>? fields) =>
        (fields ?? new Dictionary<string, object?>()).OrderBy(field => field.Key, StringComparer.Ordinal);
}
