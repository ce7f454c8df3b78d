using System.Text.Json;
using Reve.Json;

namespace Reve.Providers.AtlasCloud;

/// <summary>Responses have their content in <c>data</c>, or at the top level.</summary>
internal static class AtlasCloudEnvelope
{
    private const int MaximumDepth = 4;

    /// <summary>The fields of the task, the upload or the account in a response.</summary>
    public static JsonElement Unwrap(JsonElement root)
    {
        for (var depth = 0; depth < MaximumDepth; depth++)
        {
            var hasId = root.Get("id") is not null;
            if (hasId || root.Get("data") is not { ValueKind: JsonValueKind.Object } data) break;
            root = data;
        }

        return root;
    }

    /// <summary>The id of the task in a response; null when it contains none.</summary>
    public static string? TaskIdIn(JsonElement root)
    {
        var fields = Unwrap(root);
        if ((fields.Text("id") ?? fields.Text("prediction_id")) is { } id) return id;
        // At the top level, and in errors, this is the id of the HTTP request.
        return root.Get("data") is { ValueKind: JsonValueKind.Object } && IsSuccess(root)
            ? fields.Text("request_id")
            : null;
    }

    /// <summary>Whether the code of a response, which is a number or text, is absent or one of success.</summary>
    public static bool IsSuccess(JsonElement root) => root.Amount("code") is null or 0 or (>= 200 and < 300);
}
