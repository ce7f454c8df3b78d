using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.InferenceSh;

/// <summary>Reads error responses in the formats of all versions of the API.</summary>
internal static class InferenceShErrorParser
{
    /// <summary>Reads an error of a request about a task. Not found means that there is no such task.</summary>
    public static ProviderError ReadTaskError(JsonResponse response) =>
        Read(response) with { Kind = response.Status is 404 or 410 ? ReveErrorKind.TaskNotFound : null };

    /// <summary>Reads an error of an upload.</summary>
    public static ProviderError ReadFileError(JsonResponse response) =>
        Read(response) with { Kind = response.Status is 400 or 404 or 410 or 413 ? ReveErrorKind.UploadFailed : null };

    public static ProviderError Read(JsonResponse response)
    {
        var root = response.Root;
        var error = root.Get("error");
        var message = root.Text("detail") ?? (error is { ValueKind: JsonValueKind.Object } inner
            ? MessageOf(inner)
            : root.Text("error") ?? root.Text("message") ?? root.Text("title"));
        return response.Status == 412
            ? new ProviderError(Requirements(root) ?? message) { Kind = ReveErrorKind.RequirementsNotMet }
            : new ProviderError(message) { Kind = KindOf(response.Status, message) };
    }

    private static ReveErrorKind? KindOf(int status, string? message) =>
        status == 429 && ErrorText.MentionsCredit(message) ? ReveErrorKind.OutOfCredit : null;

    private static string? MessageOf(JsonElement error)
    {
        var parts = new List<string>();
        if (error.Text("message") is { } message) parts.Add(message);
        if (error.Text("suggestions") is { } suggestion) parts.Add(suggestion);
        if (error.Get("suggestions") is { ValueKind: JsonValueKind.Array } several)
        {
            parts.AddRange(several.EnumerateArray().Select(item => item.ToString()));
        }

        return parts.Count > 0 ? string.Join(" ", parts) : error.Text("code");
    }

    /// <summary>The missing requirements, and how to meet them.</summary>
    private static string? Requirements(JsonElement root)
    {
        var errors = root.Get("errors") ?? InferenceShEnvelope.Unwrap(root).Get("errors") ?? default;
        if (errors.ValueKind != JsonValueKind.Array || errors.GetArrayLength() == 0) return null;
        return string.Join("; ", errors.EnumerateArray().Select(Requirement));
    }

    private static string Requirement(JsonElement error)
    {
        var parts = new List<string?> { $"{error.Text("type")} '{error.Text("key")}'", error.Text("message") };
        if (error.Get("action") is { ValueKind: JsonValueKind.Object } action)
        {
            parts.Add(string.Join(" ", action.EnumerateObject()
                .Where(field => field.Value.ValueKind == JsonValueKind.String)
                .Select(field => field.Value.StringValue())));
        }

        return string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
    }
}
