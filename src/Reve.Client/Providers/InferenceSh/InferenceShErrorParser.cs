using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.InferenceSh;

/// <summary>Reads error responses in the formats of all versions of the API.</summary>
internal static class InferenceShErrorParser
{
    // The codes of the older API, and the last segments of the error types of the current one.
    private static readonly Dictionary<string, int> s_codes = new()
    {
        ["invalid_request"] = 400,
        ["unauthorized"] = 401,
        ["insufficient_credits"] = 402,
        ["forbidden"] = 403,
        ["insufficient_scope"] = 403,
        ["not_found"] = 404,
        ["rate_limited"] = 429,
        ["internal_error"] = 500,
    };

    /// <summary>Reads an error of a request about a task. Not found means that there is no such task.</summary>
    public static ProviderError ReadTaskError(JsonResponse response) => OfTask(Read(response), response.Status);

    /// <summary>Reads an error of an upload.</summary>
    public static ProviderError ReadFileError(JsonResponse response) => OfFile(Read(response), response.Status);

    public static ProviderError Read(JsonResponse response) => Read(response.Root, response.Status);

    /// <summary>Reads the error of a request about a task from a response of success; null when it has none.</summary>
    public static (int Status, ProviderError Error)? ReadEmbeddedTaskError(JsonResponse response) =>
        ReadEmbedded(response.Root) is var (status, error) ? (status, OfTask(error, status)) : null;

    /// <summary>
    /// Reads the error from a response of success to a query of a task; null when it has none. A response that does not
    /// contain a task, such as a page of a gateway, is an error.
    /// </summary>
    public static (int Status, ProviderError Error)? ReadTaskStateError(JsonResponse response) =>
        ReadEmbeddedTaskError(response)
            ?? (InferenceShTaskParser.IsTask(response.Root) ? null : (502, new ProviderError(null)));

    /// <summary>Reads the error of an upload from a response of success; null when it has none.</summary>
    public static (int Status, ProviderError Error)? ReadEmbeddedFileError(JsonResponse response) =>
        ReadEmbedded(response.Root) is var (status, error) ? (status, OfFile(error, status)) : null;

    /// <summary>
    /// Reads an error from a response of success, or from a line of a stream; null when it has none. What has an id is
    /// a task or a file, whose error is its own.
    /// </summary>
    public static (int Status, ProviderError Error)? ReadEmbedded(JsonElement root)
    {
        if (InferenceShEnvelope.Unwrap(root).Get("id") is not null) return null;
        if (InferenceShEnvelope.ReadFieldList(root) is not null) return null;
        var status = StatusOf(root);
        var isError = status is not null || root.Flag("success") == false || IsError(root);
        return isError ? (status ?? 502, Read(root, status ?? 502)) : null;
    }

    private static bool IsError(JsonElement root) => !string.IsNullOrWhiteSpace(root.Text("error"))
        || (root.Get("error") is { } error && MessageOf(error) is not null);

    private static int? StatusOf(JsonElement root)
    {
        var error = root.Get("error") ?? default;
        var number = root.Amount("status") ?? error.Amount("status") ?? error.Amount("code");
        if (number is >= 400 and < 600 and { } status) return (int)status;
        var code = error.Text("code") ?? root.Text("code") ?? root.Text("type")?.Split('/').Last();
        return code is not null && s_codes.TryGetValue(code, out var known) ? known : null;
    }

    private static ProviderError OfTask(ProviderError error, int status) =>
        error with { Kind = status is 404 or 410 ? ReveErrorKind.TaskNotFound : null };

    private static ProviderError OfFile(ProviderError error, int status) =>
        error with { Kind = status is 400 or 404 or 410 or 413 ? ReveErrorKind.UploadFailed : null };

    private static ProviderError Read(JsonElement root, int status)
    {
        var error = root.Get("error");
        var message = root.Text("detail") ?? (error is { ValueKind: JsonValueKind.Object } inner
            ? MessageOf(inner)
            : root.Text("error") ?? root.Text("message") ?? root.Text("title"));
        return status == 412
            ? new ProviderError(Requirements(root) ?? message) { Kind = ReveErrorKind.RequirementsNotMet }
            : new ProviderError(message) { Kind = KindOf(status, message) };
    }

    private static ReveErrorKind? KindOf(int status, string? message) => status switch
    {
        429 when ErrorText.MentionsCredit(message) => ReveErrorKind.OutOfCredit,
        400 or 403 or 422 when ErrorText.MentionsContentPolicy(message) => ReveErrorKind.ContentViolation,
        _ => null,
    };

    private static string? MessageOf(JsonElement error)
    {
        var parts = new List<string>();
        if (error.Text("message") is { } message) parts.Add(message);
        if (error.Text("suggestions") is { } suggestion) parts.Add(suggestion);
        parts.AddRange(error.Items("suggestions").Select(item => item.StringValue()).OfType<string>());

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
            parts.Add(string.Join(" ", action.Fields().Select(field => field.Value.StringValue()).OfType<string>()));
        }

        return string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
    }
}
