using System;
using System.Collections.Generic;
using System.Text.Json;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.OneRouter;

internal sealed class OneRouterResponseParser : ImageListParser
{
    private const long FirstSecondOfYear10000 = 253402300800;

    public override ProviderError ReadError(JsonResponse response) => ReadError(response.Root, response.Status);

    protected override ProviderResponse Describe(JsonResponse response, IReadOnlyList<GeneratedImage> images) =>
        new(images)
        {
            RequestId = images[0].RequestId,
            CreatedAt = response.Root.Amount("created") is > 0 and < FirstSecondOfYear10000 and { } seconds
                ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
                : null,
        };

    /// <summary>Failures after the work began are inside a response of success.</summary>
    protected override (int Status, ProviderError Error)? ReadEmbeddedError(JsonResponse response)
    {
        var root = response.Root;
        if (IsError(root))
        {
            var code = root.Get("error")?.Amount("code") ?? root.Amount("code");
            var status = code is >= 400 and < 600 and { } given ? (int)given : 502;
            return (status, ReadError(root, status));
        }

        return root.Amount("code") is >= 400 and < int.MaxValue and { } number
            ? ((int)number, ReadError(root, (int)number))
            : null;
    }

    /// <summary>Unused fields are empty, and not absent.</summary>
    private static bool IsError(JsonElement root) => root.Flag("success") == false
        || !string.IsNullOrWhiteSpace(root.Text("error"))
        || (root.Get("error") is { } error
            && (error.Text("message") is not null || error.Text("type") is not null || error.Amount("code") >= 400));

    private static ProviderError ReadError(JsonElement root, int status)
    {
        var error = root.Get("error") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        var message = error.Text("message") ?? root.Text("error");
        return new ProviderError(message) { Kind = KindOf(status, error.Text("type"), message) };
    }

    /// <summary>Moderation results in a 403, or in a 422 with its own type.</summary>
    private static ReveErrorKind? KindOf(int status, string? type, string? message) => status switch
    {
        403 => ReveErrorKind.ContentViolation,
        400 or 422 when ErrorText.MentionsContentPolicy(type) || ErrorText.MentionsContentPolicy(message) =>
            ReveErrorKind.ContentViolation,
        400 or 404 when ErrorText.Contains(type, "invalid_model") => ReveErrorKind.ModelRetired,
        429 when ErrorText.Contains(type, "insufficient") || ErrorText.MentionsCredit(message) =>
            ReveErrorKind.OutOfCredit,
        _ => null,
    };
}
