using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;

namespace Reve.Providers;

/// <summary>AIML API: one address for all three operations, and the model says which is meant.</summary>
internal sealed class AimlApi : Provider
{
    private const string Path = "/v1/images/generations";

    private static readonly string[] s_creditSigns =
        ["credit", "quota", "balance", "funds", "billing", "plan limit", "top up", "run out", "exhausted"];

    public override ProviderInfo Info { get; } = new()
    {
        Name = "AimlApi",
        DisplayName = "AIML API",
        BaseUri = new Uri("https://api.aimlapi.com"),
        KeyVariables = ["AIMLAPI_API_KEY", "AIMLAPI_KEY"],
        Unit = "tokens",
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

    public override async Task<Answer> RunAsync(CheckedRequest request, Wire wire, CancellationToken cancellation)
    {
        var call = new WireCall(HttpMethod.Post, Path)
        {
            Body = JsonBody.Write(body => Write(body, request)),
            Model = request.Model,
            Headers = new Dictionary<string, string> { ["X-Client-Request-Id"] = Guid.NewGuid().ToString("N") },
            ReadRefusal = ReadRefusal,
        };
        using var answer = await wire.SendAsync(call, cancellation).ConfigureAwait(false);
        return Read(answer, wire);
    }

    private static void Write(JsonBody.Writer body, CheckedRequest request)
    {
        body.Field("model", request.Model);
        body.Field("prompt", request.Prompt);
        body.Field("aspect_ratio", request.Request.AspectRatio);
        if (request.Operation.Operation == ReveOperation.Edit) body.Field("image_url", request.Inputs[0]);
        if (request.Operation.Operation == ReveOperation.Remix) body.Field("image_urls", request.Inputs);
        body.Fields(request.Request.AdditionalBody);
    }

    private static Answer Read(WireAnswer answer, Wire wire)
    {
        if (answer.Root.Get("data") is not { ValueKind: JsonValueKind.Array } data || data.GetArrayLength() == 0)
        {
            throw wire.Unreadable(answer, "no picture");
        }

        var pictures = data.EnumerateArray().Select(ReadPicture).ToList();
        if (pictures.Any(picture => picture.IsMissing)) throw wire.Unreadable(answer, "no picture that can be read");
        return new Answer(pictures)
        {
            Usage = ReadUsage(answer),
            RequestId = pictures[0].RequestId ?? answer.Header("x-inference-id"),
        };
    }

    private static ProducedPicture ReadPicture(JsonElement item) => new()
    {
        Url = item.Address("url"),
        Bytes = item.Base64("b64_json") ?? item.Base64("url"),
        RequestId = item.Text("request_id"),
        ContentViolation = item.Flag("content_violation"),
        RevisedPrompt = item.Text("revised_prompt"),
    };

    /// <summary>The same quantity goes by two names in the documentation, and by a third one in a header.</summary>
    private static ReveUsage ReadUsage(WireAnswer answer)
    {
        var usage = answer.Root.Get("meta")?.Get("usage") ?? default;
        return new ReveUsage
        {
            Amount = usage.Number("credits_used") ?? usage.Number("tokens_used")
                ?? answer.HeaderNumber("x-aimlapi-credits-used"),
            Unit = "tokens",
            Details = Details(("usd_spent", usage.Number("usd_spent") ?? answer.HeaderNumber("x-aimlapi-usd-spent"))),
        };
    }

    private static Dictionary<string, object> Details(params (string Name, decimal? Value)[] told) =>
        told.Where(detail => detail.Value is not null)
            .ToDictionary(detail => detail.Name, detail => (object)detail.Value!.Value);

    private static Refusal ReadRefusal(WireAnswer answer)
    {
        var message = answer.Root.Text("message") ?? answer.Root.Get("error")?.Text("message")
            ?? answer.Root.Text("error") ?? answer.Root.Text("title");
        return new Refusal(message)
        {
            Kind = Meaning(answer.Status, message ?? ""),
            RequestId = answer.Root.Text("requestId") ?? answer.Header("x-inference-id"),
        };
    }

    /// <summary>Credit that is used up comes as 403 here; so does an account that must be verified first.</summary>
    private static ReveErrorKind? Meaning(int status, string message) => status switch
    {
        403 when Speaks(message, "verif") => ReveErrorKind.AuthenticationFailed,
        403 => ReveErrorKind.OutOfCredit,
        429 when s_creditSigns.Any(sign => Speaks(message, sign)) => ReveErrorKind.OutOfCredit,
        400 or 422 when Speaks(message, "content policy") || Speaks(message, "moderation") =>
            ReveErrorKind.ContentViolation,
        404 or 410 => ReveErrorKind.ModelRetired,
        _ => null,
    };

    private static bool Speaks(string message, string of) => message.IndexOf(of, StringComparison.OrdinalIgnoreCase) >= 0;
}
