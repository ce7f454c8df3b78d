using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.Fal;

/// <summary>
/// Reads error responses. The detail is a list when the model refused or failed, and a text when the platform did.
/// </summary>
internal static class FalErrorParser
{
    private const string TypeHeader = "X-Fal-Error-Type";

    // The second name is the older one.
    private static readonly string[] s_retryHeaders = ["X-Fal-Retryable", "X-Fal-Needs-Retry"];

    public static ProviderError Read(JsonResponse response)
    {
        var message = MessageOf(response.Root);
        return new ProviderError(message)
        {
            Kind = KindOf(response.Status, TypeOf(response), message),
            RequestId = response.Header(FalInfo.RequestIdHeader),
            IsRetryable = IsRetryable(response),
        };
    }

    /// <summary>Reads an error of a request about a task. Not found means that there is no such task.</summary>
    public static ProviderError ReadTaskError(JsonResponse response)
    {
        var error = Read(response);
        return response.Status is 404 or 410 ? error with { Kind = ReveErrorKind.TaskNotFound } : error;
    }

    /// <summary>Reads an error of an upload.</summary>
    public static ProviderError ReadFileError(JsonResponse response)
    {
        var error = Read(response);
        return response.Status is 400 or 404 or 410 or 413 or 422
            ? error with { Kind = ReveErrorKind.UploadFailed }
            : error;
    }

    /// <summary>Whether a response has the form of an error of the model or of the platform.</summary>
    public static bool IsError(JsonElement root) =>
        root.Get("detail") is { ValueKind: JsonValueKind.String or JsonValueKind.Array or JsonValueKind.Object }
        || root.Text("error_type") is not null || root.Get("error") is not null;

    /// <summary>The message of an error response; null when it has none.</summary>
    public static string? MessageOf(JsonElement root)
    {
        if (root.Text("detail") is { } text) return text;
        var messages = root.Items("detail").Select(MessageOfItem).OfType<string>().ToList();
        if (messages.Count > 0) return string.Join("; ", messages);
        return root.Get("detail")?.Text("msg") ?? root.Get("error")?.Text("message") ?? root.Text("error")
            ?? root.Text("message") ?? TypeOf(root) ?? root.Text("status");
    }

    /// <summary>The kind of an error; null for what its status stands for.</summary>
    public static ReveErrorKind? KindOf(int? status, string? type, string? message) => (status, type) switch
    {
        // An account without money is locked. The text arrives with 403, also for requests about tasks.
        _ when ErrorText.Contains(message, "user is locked") => ReveErrorKind.OutOfCredit,
        (403 or 429, _) when ErrorText.MentionsCredit(message) => ReveErrorKind.OutOfCredit,
        (_, FalErrorTypes.Refused) => ReveErrorKind.ContentViolation,
        (400 or 403 or 422, _) when ErrorText.MentionsContentPolicy(message) => ReveErrorKind.ContentViolation,
        (_, FalErrorTypes.Cancelled) => ReveErrorKind.TaskCancelled,
        (_, FalErrorTypes.NothingGenerated) or (499, _) => ReveErrorKind.TaskFailed,
        (_, FalErrorTypes.ModelOwnerFailed) => ReveErrorKind.ProviderFailed,
        _ => null,
    };

    /// <summary>The name of the error; null when there is none.</summary>
    public static string? TypeOf(JsonResponse response) => TypeOf(response.Root) ?? response.Header(TypeHeader);

    private static string? TypeOf(JsonElement root) => root.Text("error_type")
        ?? root.Items("detail").Select(item => item.Text("type")).FirstOrDefault(type => type is not null)
        ?? root.Get("error")?.Text("type");

    /// <summary>The message of an item, with the field and the categories that it is about.</summary>
    private static string? MessageOfItem(JsonElement item)
    {
        if ((item.Text("msg") ?? item.Text("message") ?? item.Text("type")) is not { } message) return null;
        var field = item.Items("loc").Select(part => part.StringValue()).LastOrDefault(part => part is not null);
        var categories = CategoriesOf(item).Concat(CategoriesOf(item.Get("ctx") ?? default)).ToList();
        return (field is null or "body" ? "" : $"{field}: ") + message
            + (categories.Count == 0 ? "" : $" ({string.Join(", ", categories)})");
    }

    private static IEnumerable<string> CategoriesOf(JsonElement element) =>
        element.Items("categories").Select(category => category.StringValue()).OfType<string>();

    private static bool? IsRetryable(JsonResponse response) =>
        s_retryHeaders.Select(response.Header).FirstOrDefault(value => value is not null)?.Trim().ToLowerInvariant()
            switch
            {
                "true" or "1" or "yes" => true,
                "false" or "0" or "no" => false,
                _ => null,
            };
}
