using System;
using System.Collections.Generic;
using System.Net.Http;
using Reve.Http;

namespace Reve.Providers.AtlasCloud;

/// <summary>Builds the requests to the model API.</summary>
internal static class AtlasCloudRequestBuilder
{
    /// <summary>
    /// Builds the paid request. It never waits for the image (<c>enable_sync_mode</c>): the id would arrive only
    /// together with the image, so a lost connection or a 504 would leave a paid task that cannot be found. It does
    /// not request base64 either: a URL can be downloaded again, and needs no memory for the image.
    /// </summary>
    /// <remarks>
    /// A 500 or 503 is retried as the outcome table says. The provider documents a single retry of a 500.
    /// </remarks>
    /// <exception cref="ReveException">The provider would refuse the body because of its length.</exception>
    public static HttpCall Build(ValidatedRequest request, IReadOnlyList<ValidatedInput> inputs)
    {
        var body = JsonBody.Write(writer => Write(writer, request, inputs));
        if (body.Length > AtlasCloudInfo.MaximumBodyLength) throw TooLong(request, body.Length);
        return new HttpCall(HttpMethod.Post, "/api/v1/model/generateImage")
        {
            Body = body,
            Model = request.Model,
            RequestIdHeader = AtlasCloudInfo.RequestIdHeader,
            // -AdditionalBody can enable the sync mode and base64.
            ExpectsImages = true,
        };
    }

    /// <summary>Checks the fields of a request. Its length is known when the images are uploaded.</summary>
    public static void Check(ValidatedRequest request) =>
        _ = JsonBody.Write(writer => Write(writer, request, request.Inputs));

    public static HttpCall GetTask(string id) =>
        new(HttpMethod.Get, $"/api/v1/model/prediction/{Uri.EscapeDataString(id)}")
        {
            RequestIdHeader = AtlasCloudInfo.RequestIdHeader,
            ExpectsImages = true,
        };

    public static HttpCall Upload(ValidatedInput input) => new(HttpMethod.Post, "/api/v1/model/uploadMedia")
    {
        File = input,
        FormField = "file",
        RequestIdHeader = AtlasCloudInfo.RequestIdHeader,
    };

    private static void Write(
        JsonBody.Writer body, ValidatedRequest request, IReadOnlyList<ValidatedInput> inputs)
    {
        var operation = request.Operation.Operation;
        body.Field("model", request.Model);
        body.Field("prompt", request.Prompt);
        if (operation == ReveOperation.Edit) body.Field("image", inputs[0]);
        if (operation == ReveOperation.Remix) body.Field("images", inputs);
        body.Field("aspect_ratio", request.Request.AspectRatio);
        body.Field("output_format", request.Option(ReveOption.Format)?.ToString());
        body.Field("remove_background", request.Option(ReveOption.RemoveBackground) as bool?);
        body.Field("webhook_url", request.Option(ReveOption.WebhookUri)?.ToString());
        body.Fields(request.Request.AdditionalBody);
    }

    private static ReveException TooLong(ValidatedRequest request, long length) => new(
        ReveErrorKind.InvalidRequest,
        $"The request has {length} bytes; {AtlasCloudInfo.Info} accepts at most {AtlasCloudInfo.MaximumBodyLength}. "
        + "Nothing was sent.",
        "Shorten the prompt or the values of -AdditionalBody, or specify images with their URLs.")
    { Target = request.Request.Prompt, Provider = AtlasCloudInfo.Info.Name };
}
