using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Reve.Json;

namespace Reve.Providers.InferenceSh;

/// <summary>Responses and updates are wrapped in envelopes, which differ between versions of the API.</summary>
internal static class InferenceShEnvelope
{
    /// <summary>Removes any number of nested envelopes.</summary>
    public static JsonElement Unwrap(JsonElement root)
    {
        while (root.Get("id") is null
            && root.Get("data") is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } data)
        {
            root = data;
        }

        return root;
    }

    /// <summary>The fields that an update contains; null when it contains all fields.</summary>
    public static HashSet<string>? ReadFieldList(JsonElement root)
    {
        for (; root.ValueKind == JsonValueKind.Object; root = root.Get("data") ?? default)
        {
            if (root.Get("fields") is not { ValueKind: JsonValueKind.Array } fields) continue;
            return [.. fields.EnumerateArray().Where(field => field.ValueKind == JsonValueKind.String)
                .Select(field => field.StringValue()).OfType<string>()];
        }

        return null;
    }
}
