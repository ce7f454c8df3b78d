using System.Text.Json;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.AtlasCloud;

/// <summary>
/// Reads errors: those of the model API (<c>code</c>, <c>msg</c>), those of the account API (<c>error</c>), and both
/// inside a response of success.
/// </summary>
internal static class AtlasCloudErrorParser
{
    private const int ContentModeration = 1039;
    private const int UnknownStatus = 502;

    public static ProviderError Read(JsonResponse response) => Read(response.Root, response.Status);

    /// <summary>Reads an error of a request about a task. A task that does not exist is 400 or 404.</summary>
    public static ProviderError ReadTaskError(JsonResponse response) => OfTask(Read(response), response.Status);

    /// <summary>Reads an error of an upload.</summary>
    public static ProviderError ReadFileError(JsonResponse response) => OfFile(Read(response), response.Status);

    /// <summary>Reads an error of a request about the account or the catalog, whose paths name no model.</summary>
    public static ProviderError ReadAccountError(JsonResponse response) => OfAccount(Read(response), response.Status);

    public static (int Status, ProviderError Error)? ReadEmbedded(JsonResponse response)
    {
        var root = response.Root;
        if (root.ValueKind != JsonValueKind.Object || IsTask(root)) return null;
        if (EmbeddedStatus(root) is not { } status) return null;
        return (status, Read(root, status));
    }

    public static (int Status, ProviderError Error)? ReadEmbeddedTaskError(JsonResponse response) =>
        ReadEmbedded(response) is var (status, error) ? (status, OfTask(error, status)) : null;

    public static (int Status, ProviderError Error)? ReadEmbeddedFileError(JsonResponse response) =>
        ReadEmbedded(response) is var (status, error) ? (status, OfFile(error, status)) : null;

    public static (int Status, ProviderError Error)? ReadEmbeddedAccountError(JsonResponse response) =>
        ReadEmbedded(response) is var (status, error) ? (status, OfAccount(error, status)) : null;

    /// <summary>Whether a code is that of the content moderation.</summary>
    public static bool IsContentModeration(JsonElement fields) =>
        fields.Amount("error_code") == ContentModeration || fields.Amount("code") == ContentModeration;

    /// <summary>The message of an error, which is text or an object.</summary>
    public static string? MessageIn(JsonElement fields)
    {
        var error = fields.Get("error") ?? default;
        var text = error.StringValue()
            ?? error.Text("message") ?? error.Text("msg") ?? error.Text("detail") ?? error.Text("code")
            ?? error.Text("type");
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>A task is not an error of its request, even when it failed.</summary>
    private static bool IsTask(JsonElement root) => AtlasCloudEnvelope.TaskIdIn(root) is not null
        || AtlasCloudEnvelope.Unwrap(root).Text("status") is not null;

    private static int? EmbeddedStatus(JsonElement root)
    {
        var error = root.Get("error") ?? default;
        if (IsContentModeration(root) || IsContentModeration(error)) return 400;
        var code = root.Amount("code") ?? error.Amount("code") ?? error.Amount("status");
        if (code is >= 400 and < 600 and { } status) return (int)status;
        var isError = !AtlasCloudEnvelope.IsSuccess(root) || root.Flag("success") == false
            || MessageIn(root) is not null;
        return isError ? UnknownStatus : null;
    }

    private static ProviderError Read(JsonElement root, int status)
    {
        var message = root.Text("msg") ?? MessageIn(root) ?? root.Text("message") ?? root.Text("detail");
        return new ProviderError(message)
        {
            Kind = IsContentModeration(root) || IsContentModeration(root.Get("error") ?? default)
                ? ReveErrorKind.ContentViolation
                : KindOf(status, message),
            RequestId = root.Text("request_id"),
        };
    }

    private static ReveErrorKind? KindOf(int status, string? message) => status switch
    {
        400 or 403 or 422 or 451 when ErrorText.MentionsContentPolicy(message) => ReveErrorKind.ContentViolation,
        403 or 429 when ErrorText.MentionsCredit(message) => ReveErrorKind.OutOfCredit,
        // The model is not available in the region of the account; another key does not change this.
        451 => ReveErrorKind.ModelRetired,
        _ => null,
    };

    private static ProviderError OfTask(ProviderError error, int status) =>
        error with { Kind = status is 400 or 404 or 410 ? ReveErrorKind.TaskNotFound : null };

    private static ProviderError OfFile(ProviderError error, int status) =>
        status is 400 or 404 or 410 or 413 or 415 or 422 or 451
            ? error with { Kind = ReveErrorKind.UploadFailed }
            : error;

    private static ProviderError OfAccount(ProviderError error, int status) =>
        status is 404 or 410 or 451 ? error with { Kind = ReveErrorKind.ProviderFailed } : error;
}
