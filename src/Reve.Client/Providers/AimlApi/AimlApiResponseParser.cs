using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.AimlApi;

internal sealed class AimlApiResponseParser : ImageListParser
{
    public override ProviderError ReadError(JsonResponse response) => ReadError(response, response.Status);

    protected override ProviderResponse Describe(JsonResponse response, IReadOnlyList<GeneratedImage> images) =>
        new(images)
        {
            Usage = ReadUsage(response),
            RequestId = images[0].RequestId ?? response.Header(AimlApiInfo.RequestIdHeader),
        };

    /// <summary>An error in place of images, with or without its own status.</summary>
    protected override (int Status, ProviderError Error)? ReadEmbeddedError(JsonResponse response)
    {
        var root = response.Root;
        var isError = root.Flag("success") == false || root.Text("error") is not null
            || root.Get("error")?.Fields().Any() == true;
        if ((ReadStatus(root) ?? (isError ? 502 : null)) is not { } status) return null;
        return (status, ReadError(response, status));
    }

    private static ProviderError ReadError(JsonResponse response, int status)
    {
        var root = response.Root;
        var message = root.Text("message") ?? root.Get("error")?.Text("message") ?? root.Text("error")
            ?? root.Text("title");
        return new ProviderError(message)
        {
            Kind = KindOf(status, message),
            RequestId = root.Text("requestId") ?? response.Header(AimlApiInfo.RequestIdHeader),
            Usage = ReadUsage(response) is { Amount: not null } usage ? usage : null,
        };
    }

    /// <summary>The status inside a response, which may be a number or a string.</summary>
    private static int? ReadStatus(JsonElement root) =>
        (root.Amount("statusCode") ?? root.Amount("status")) is >= 400 and < 1000 and { } status ? (int)status : null;

    /// <summary>The documentation has two names for the same quantity, and a header has a third.</summary>
    private static ReveUsage ReadUsage(JsonResponse response)
    {
        var usage = response.Root.Get("meta")?.Get("usage") ?? default;
        var spent = usage.Charge("usd_spent") ?? response.HeaderCharge("x-aimlapi-usd-spent");
        return new ReveUsage
        {
            Amount = usage.Charge("credits_used") ?? usage.Charge("tokens_used")
                ?? response.HeaderCharge("x-aimlapi-credits-used"),
            Unit = AimlApiInfo.TokenUnit,
            UsdAmount = spent,
            Details = spent is { } dollars ? new Dictionary<string, object> { ["usd_spent"] = dollars } : [],
        };
    }

    /// <summary>
    /// A 403 means that the credit is used up, or that the account must be verified first, unless it refers to the
    /// content policy.
    /// </summary>
    private static ReveErrorKind? KindOf(int status, string? message) => status switch
    {
        400 or 403 or 422 when ErrorText.MentionsContentPolicy(message) => ReveErrorKind.ContentViolation,
        403 when ErrorText.Contains(message, "verif") => ReveErrorKind.AuthenticationFailed,
        403 => ReveErrorKind.OutOfCredit,
        429 when ErrorText.MentionsCredit(message) => ReveErrorKind.OutOfCredit,
        _ => null,
    };
}
