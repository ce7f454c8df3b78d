using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using Reve.Http;

namespace Reve.Providers.Fal;

internal static class FalRequestBuilder
{
    /// <summary>Builds the request that adds a call to the queue.</summary>
    /// <remarks>
    /// X-Fal-No-Retry is not sent. fal retries a queued call by itself when a runner fails with 503, 504 or a lost
    /// connection. It does not bill these failures, and all tries together are one call with one id and one charge.
    /// </remarks>
    /// <param name="request">The request.</param>
    /// <param name="inputs">The input images; those that were uploaded are URLs.</param>
    public static HttpCall Build(ValidatedRequest request, IReadOnlyList<ValidatedInput> inputs) =>
        new(HttpMethod.Post, PathOf(request.Model) + QueryOf(request.Option(ReveOption.WebhookUri)?.ToString()))
        {
            Body = JsonBody.Write(body => Write(body, request, inputs)),
            Model = request.Model,
            RequestIdHeader = FalInfo.RequestIdHeader,
        };

    /// <summary>The path of a model, or of its app: the first two segments.</summary>
    public static string PathOf(string model, int segments = int.MaxValue) =>
        string.Concat(model.Split('/').Take(segments).Select(segment => "/" + Uri.EscapeDataString(segment)));

    private static string QueryOf(string? webhook) =>
        webhook is null ? "" : "?fal_webhook=" + Uri.EscapeDataString(webhook);

    private static void Write(JsonBody.Writer body, ValidatedRequest request, IReadOnlyList<ValidatedInput> inputs)
    {
        var operation = request.Operation.Operation;
        body.Field("prompt", request.Prompt);
        if (operation == ReveOperation.Edit) body.Field("image_url", inputs[0]);
        if (operation == ReveOperation.Remix) body.Field("image_urls", inputs);
        body.Field("aspect_ratio", request.Request.AspectRatio);
        if (request.Request.Count > 1) body.Field("num_images", request.Request.Count);
        body.Field("output_format", request.Option(ReveOption.Format)?.ToString());
        body.Fields(request.Request.AdditionalBody);
    }
}
