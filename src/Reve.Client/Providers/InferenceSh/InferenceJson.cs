using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers;

/// <summary>How inference.sh's answers read, in every shape that its generations have given them.</summary>
internal static class InferenceJson
{
    public static HttpCall Read(string id) => new(HttpMethod.Get, $"/tasks/{Uri.EscapeDataString(id)}")
    {
        ReadError = TaskRefusal,
    };

    /// <summary>A refusal of a question about a task: what is not found is the task.</summary>
    public static ProviderError TaskRefusal(JsonResponse answer) =>
        ProviderError(answer) with { Kind = answer.Status is 404 or 410 ? ReveErrorKind.TaskNotFound : null };

    /// <summary>A refusal of a file: nothing was run yet.</summary>
    public static ProviderError FileRefusal(JsonResponse answer) =>
        ProviderError(answer) with { Kind = answer.Status is 400 or 404 or 410 or 413 ? ReveErrorKind.UploadFailed : null };

    /// <summary>What is inside the envelopes, however many there are.</summary>
    public static JsonElement Unwrap(JsonElement root)
    {
        while (root.Get("id") is null
            && root.Get("data") is { ValueKind: JsonValueKind.Object or JsonValueKind.Array } data)
        {
            root = data;
        }

        return root;
    }

    /// <summary>The fields that an update speaks of; null: of all that it has.</summary>
    public static HashSet<string>? NamedFields(JsonElement root)
    {
        for (; root.ValueKind == JsonValueKind.Object; root = root.Get("data") ?? default)
        {
            if (root.Get("fields") is not { ValueKind: JsonValueKind.Array } fields) continue;
            return [.. fields.EnumerateArray().Where(field => field.ValueKind == JsonValueKind.String)
                .Select(field => field.StringValue()).OfType<string>()];
        }

        return null;
    }

    public static ProviderError ProviderError(JsonResponse answer)
    {
        var root = answer.Root;
        var error = root.Get("error");
        var message = root.Text("detail") ?? (error is { ValueKind: JsonValueKind.Object } inner
            ? Sentence(inner)
            : root.Text("error") ?? root.Text("message") ?? root.Text("title"));
        return answer.Status == 412
            ? new ProviderError(Requirements(root) ?? message) { Kind = ReveErrorKind.RequirementsNotMet }
            : new ProviderError(message) { Kind = Meaning(answer.Status, message) };
    }

    private static ReveErrorKind? Meaning(int status, string? message) =>
        status == 429 && ErrorText.MentionsCredit(message) ? ReveErrorKind.OutOfCredit : null;

    private static string? Sentence(JsonElement error)
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

    /// <summary>What is required, and how to get it, a clause for each.</summary>
    private static string? Requirements(JsonElement root)
    {
        var errors = root.Get("errors") ?? Unwrap(root).Get("errors") ?? default;
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
