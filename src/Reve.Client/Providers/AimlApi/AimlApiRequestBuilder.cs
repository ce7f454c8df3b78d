using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using Reve.Http;

namespace Reve.Providers.AimlApi;

internal static class AimlApiRequestBuilder
{
    public static HttpCall Build(ValidatedRequest request, string clientRequestId) =>
        new(HttpMethod.Post, "/v1/images/generations")
        {
            Body = JsonBody.Write(body => Write(body, request)),
            Model = request.Model,
            ExpectsImages = true,
            RequestIdHeader = AimlApiInfo.RequestIdHeader,
            Headers = new Dictionary<string, string> { [AimlApiInfo.ClientRequestIdHeader] = clientRequestId },
        };

    /// <summary>The id among the headers of the connection, or a new one.</summary>
    public static string ClientRequestIdFor(ReveConnection connection) =>
        connection.Headers.Values.TryGetValue(AimlApiInfo.ClientRequestIdHeader, out var id)
            ? id
            : Guid.NewGuid().ToString("N");

    private static void Write(JsonBody.Writer body, ValidatedRequest request)
    {
        var operation = request.Operation.Operation;
        body.Field("model", request.Model);
        body.Field("prompt", request.Prompt);
        body.Field("aspect_ratio", request.Request.AspectRatio);
        if (operation == ReveOperation.Edit) body.Field("image_url", request.Inputs[0]);
        if (operation == ReveOperation.Remix) body.Field("image_urls", request.Inputs);
        body.Fields(request.Request.AdditionalBody);
    }
}
