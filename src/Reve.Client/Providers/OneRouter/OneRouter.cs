using System.Collections.Generic;
using System.Text.Json;
using System;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers;

/// <summary>OneRouter: edits and remixes at one address; it cannot create, and tells no charge.</summary>
internal sealed class OneRouter : SynchronousProvider
{
    private const long BytesBelow = 1_500_000;

    private static readonly ImageFormat[] s_formats =
        [ImageFormat.Png, ImageFormat.Jpeg, ImageFormat.WebP, ImageFormat.Avif, ImageFormat.Heif];

    public override ProviderInfo Info { get; } = new()
    {
        Name = "OneRouter",
        DisplayName = "OneRouter",
        BaseUri = new Uri("https://image.onerouter.pro"),
        KeyVariables = ["ONEROUTER_API_KEY"],
        TakesBareKey = true,
        Unit = "calls",
        Operations =
        [
            new()
            {
                Operation = ReveOperation.Edit,
                Model = "reve-edit-image-to-image",
                MinimumInputs = 1,
                MaximumInputs = 1,
                InputBytesBelow = BytesBelow,
                InputFormats = s_formats,
            },
            new()
            {
                Operation = ReveOperation.Remix,
                Model = "reve-remix-image-to-image",
                AspectRatios = OperationInfo.ReveRatios,
                MinimumInputs = 1,
                MaximumInputs = 4,
                InputBytesBelow = BytesBelow,
                InputFormats = s_formats,
            },
        ],
    };

    protected override string Path => "/v1/images/edits";

    protected override void Write(JsonBody.Writer body, ValidatedRequest request)
    {
        body.Field("model", request.Model);
        body.Field("prompt", request.Prompt);
        body.Field("image_urls", request.Inputs);
        body.Field("aspect_ratio", request.Request.AspectRatio);
        body.Fields(request.Request.AdditionalBody);
    }

    protected override ProviderResponse Describe(JsonResponse answer, IReadOnlyList<GeneratedImage> images) => new(images)
    {
        CreatedAt = answer.Root.Number("created") is > 0 and < 253402300800 and { } seconds
            ? DateTimeOffset.FromUnixTimeSeconds((long)seconds)
            : null,
    };

    protected override ProviderError ReadError(JsonResponse answer) => Read(answer.Root, answer.Status);

    /// <summary>What fails after the work began comes inside an answer of success.</summary>
    protected override (int Status, ProviderError ProviderError)? EmbeddedError(JsonResponse answer)
    {
        var error = answer.Root.Get("error") ?? default;
        if (error.ValueKind == JsonValueKind.Object || answer.Root.Text("error") is not null)
        {
            var status = error.Number("code") is >= 400 and < 600 and { } told ? (int)told : 502;
            return (status, Read(answer.Root, status));
        }

        return answer.Root.Number("code") is >= 400 and < int.MaxValue and { } code
            ? ((int)code, Read(answer.Root, (int)code))
            : null;
    }

    private static ProviderError Read(JsonElement root, int status)
    {
        var error = root.Get("error") is { ValueKind: JsonValueKind.Object } inner ? inner : root;
        var message = error.Text("message") ?? root.Text("error");
        return new ProviderError(message) { Kind = Meaning(status, error.Text("type"), message) };
    }

    /// <summary>Moderation speaks through 403, and through 422 with its own type.</summary>
    private static ReveErrorKind? Meaning(int status, string? type, string? message) => status switch
    {
        403 => ReveErrorKind.ContentViolation,
        400 or 422 when ErrorText.Speak(type, "content_policy") || ErrorText.Speak(message, "content policy") =>
            ReveErrorKind.ContentViolation,
        400 or 404 when ErrorText.Speak(type, "invalid_model") => ReveErrorKind.ModelRetired,
        429 when ErrorText.Speak(type, "insufficient") || ErrorText.MentionsCredit(message) =>
            ReveErrorKind.OutOfCredit,
        _ => null,
    };
}
