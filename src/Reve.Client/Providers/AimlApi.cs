using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;

namespace Reve.Providers;

/// <summary>AIML API: one address for all three operations, and the model says which is meant.</summary>
internal sealed class AimlApi : PostProvider
{
    private const string TokenUnit = "tokens";

    public override ProviderInfo Info { get; } = new()
    {
        Name = "AimlApi",
        DisplayName = "AIML API",
        BaseUri = new Uri("https://api.aimlapi.com"),
        KeyVariables = ["AIMLAPI_API_KEY", "AIMLAPI_KEY"],
        Unit = TokenUnit,
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

    protected override Task PrepareAsync(CheckedRequest request, Wire wire, CancellationToken cancellation) =>
        AimlDeprecations.CheckAsync(request.Model, wire, cancellation);

    protected override IReadOnlyDictionary<string, string> Headers() =>
        new Dictionary<string, string> { ["X-Client-Request-Id"] = Guid.NewGuid().ToString("N") };

    protected override void Write(JsonBody.Writer body, CheckedRequest request)
    {
        body.Field("model", request.Model);
        body.Field("prompt", request.Prompt);
        body.Field("aspect_ratio", request.Request.AspectRatio);
        if (request.Operation.Operation == ReveOperation.Edit) body.Field("image_url", request.Inputs[0]);
        if (request.Operation.Operation == ReveOperation.Remix) body.Field("image_urls", request.Inputs);
        body.Fields(request.Request.AdditionalBody);
    }

    protected override Answer Describe(WireAnswer answer, IReadOnlyList<ProducedPicture> pictures) => new(pictures)
    {
        Usage = ReadUsage(answer),
        RequestId = pictures[0].RequestId ?? answer.Header("x-inference-id"),
    };

    protected override string? ReadId(WireAnswer answer) => base.ReadId(answer) ?? answer.Header("x-inference-id");

    protected override Refusal ReadRefusal(WireAnswer answer)
    {
        var message = answer.Root.Text("message") ?? answer.Root.Get("error")?.Text("message")
            ?? answer.Root.Text("error") ?? answer.Root.Text("title");
        return new Refusal(message)
        {
            Kind = Meaning(answer.Status, message),
            RequestId = answer.Root.Text("requestId") ?? answer.Header("x-inference-id"),
        };
    }

    /// <summary>The same quantity goes by two names in the documentation, and by a third one in a header.</summary>
    private static ReveUsage ReadUsage(WireAnswer answer)
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
        403 when Speaks(message, "verif") => ReveErrorKind.AuthenticationFailed,
        403 => ReveErrorKind.OutOfCredit,
        429 when SpeaksOfCredit(message) => ReveErrorKind.OutOfCredit,
        400 or 422 when Speaks(message, "content policy") || Speaks(message, "moderation") =>
            ReveErrorKind.ContentViolation,
        _ => null,
    };
}
