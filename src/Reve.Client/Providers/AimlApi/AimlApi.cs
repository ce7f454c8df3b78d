using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers;

/// <summary>AIML API: one address for all three operations, and the model says which is meant.</summary>
internal sealed class AimlApi : SynchronousProvider
{
    private const string TokenUnit = "tokens";

    public override ProviderInfo Info { get; } = new()
    {
        Name = "AimlApi",
        DisplayName = "AIML API",
        BaseUri = new Uri("https://api.aimlapi.com"),
        KeyVariables = ["AIMLAPI_API_KEY", "AIMLAPI_KEY"],
        Unit = TokenUnit,
        TellsBalance = true,
        Operations =
        [
            new()
            {
                Operation = ReveOperation.Create,
                Model = "reve/create-image",
                AspectRatios = OperationInfo.ReveRatios,
                DefaultAspectRatio = "3:2",
                Price = 126000,
            },
            new()
            {
                Operation = ReveOperation.Edit,
                Model = "reve/edit-image",
                MinimumInputs = 1,
                MaximumInputs = 1,
                Price = 210000,
            },
            new()
            {
                Operation = ReveOperation.Remix,
                Model = "reve/remix-edit-image",
                AspectRatios = OperationInfo.ReveRatios,
                DefaultAspectRatio = "3:2",
                MinimumInputs = 1,
                MaximumInputs = 4,
                Price = 210000,
            },
        ],
    };

    protected override string Path => "/v1/images/generations";

    /// <summary>What is refused here is the question, not the credit: 403 speaks of the key alone.</summary>
    public override Task<ReveBalance> ReadBalanceAsync(Wire wire, CancellationToken cancellation) =>
        AimlBalance.ReadAsync(wire, answer => ReadError(answer) with { Kind = null }, cancellation);

    protected override Task PrepareAsync(ValidatedRequest request, Wire wire, CancellationToken cancellation) =>
        AimlDeprecations.CheckAsync(request.Model, wire, cancellation);

    protected override string ClientIdHeader => "X-Client-Request-Id";

    protected override string IdHeader => "x-inference-id";

    protected override void Write(JsonBody.Writer body, ValidatedRequest request)
    {
        body.Field("model", request.Model);
        body.Field("prompt", request.Prompt);
        body.Field("aspect_ratio", request.Request.AspectRatio);
        if (request.Operation.Operation == ReveOperation.Edit) body.Field("image_url", request.Inputs[0]);
        if (request.Operation.Operation == ReveOperation.Remix) body.Field("image_urls", request.Inputs);
        body.Fields(request.Request.AdditionalBody);
    }

    protected override ProviderResponse Describe(JsonResponse answer, IReadOnlyList<GeneratedImage> images) => new(images)
    {
        Usage = ReadUsage(answer),
        RequestId = images[0].RequestId ?? answer.Header(IdHeader),
    };

    protected override string? ReadId(JsonResponse answer) => base.ReadId(answer) ?? answer.Header("x-inference-id");

    protected override ProviderError ReadError(JsonResponse answer)
    {
        var message = answer.Root.Text("message") ?? answer.Root.Get("error")?.Text("message")
            ?? answer.Root.Text("error") ?? answer.Root.Text("title");
        return new ProviderError(message)
        {
            Kind = Meaning(answer.Status, message),
            RequestId = answer.Root.Text("requestId") ?? answer.Header(IdHeader),
            Usage = ReadUsage(answer) is { Amount: not null } usage ? usage : null,
        };
    }

    /// <summary>An error in the place of images, with its own status or without one.</summary>
    protected override (int Status, ProviderError ProviderError)? EmbeddedError(JsonResponse answer)
    {
        var root = answer.Root;
        if (root.Get("data") is { ValueKind: JsonValueKind.Array } data && data.GetArrayLength() > 0) return null;
        var isError = root.Get("error") is { ValueKind: JsonValueKind.Object } || root.Text("error") is not null;
        if ((StatusIn(root) ?? (isError ? 502 : null)) is not { } status) return null;
        var refusal = ReadError(answer);
        return (status, refusal with { Kind = Meaning(status, refusal.Message) });
    }

    /// <summary>A number that was seen as text as well.</summary>
    private static int? StatusIn(JsonElement root) =>
        int.TryParse(
            (root.Get("statusCode") ?? root.Get("status") ?? default).ToString(), NumberStyles.None,
            CultureInfo.InvariantCulture, out var status) && status >= 400
            ? status
            : null;

    /// <summary>The same quantity goes by two names in the documentation, and by a third one in a header.</summary>
    private static ReveUsage ReadUsage(JsonResponse answer)
    {
        var usage = answer.Root.Get("meta")?.Get("usage") ?? default;
        var spent = usage.Number("usd_spent") ?? answer.HeaderNumber("x-aimlapi-usd-spent");
        return new ReveUsage
        {
            Amount = usage.Number("credits_used") ?? usage.Number("tokens_used")
                ?? answer.HeaderNumber("x-aimlapi-credits-used"),
            Unit = TokenUnit,
            Details = spent is { } dollars ? new Dictionary<string, object> { ["usd_spent"] = dollars } : [],
        };
    }

    /// <summary>Credit that is used up comes as 403 here; so does an account that must be verified first.</summary>
    private static ReveErrorKind? Meaning(int status, string? message) => status switch
    {
        403 when ErrorText.Speak(message, "verif") => ReveErrorKind.AuthenticationFailed,
        403 => ReveErrorKind.OutOfCredit,
        429 when ErrorText.MentionsCredit(message) => ReveErrorKind.OutOfCredit,
        400 or 422 when ErrorText.Speak(message, "content policy") || ErrorText.Speak(message, "moderation") =>
            ReveErrorKind.ContentViolation,
        _ => null,
    };
}
