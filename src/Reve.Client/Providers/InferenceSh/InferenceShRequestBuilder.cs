using System;
using System.Collections.Generic;
using System.Net.Http;
using Reve.Http;

namespace Reve.Providers.InferenceSh;

internal static class InferenceShRequestBuilder
{
    public static HttpCall Build(ValidatedRequest request, IReadOnlyList<string> inputs) =>
        new(HttpMethod.Post, "/apps/run")
        {
            Body = JsonBody.Write(body =>
            {
                body.Field("app", request.Model);
                body.Object("input", input => Write(input, request, inputs));
                body.Field("webhook", request.Option(ReveOption.WebhookUri)?.ToString());
            }),
            Model = request.Model,
        };

    public static HttpCall GetTask(string id) => new(HttpMethod.Get, PathOf(id));

    public static HttpCall CancelTask(string id) => new(HttpMethod.Post, PathOf(id) + "/cancel");

    public static HttpCall StreamTask(string id) => new(HttpMethod.Get, PathOf(id) + "/stream")
    {
        Accept = "application/x-ndjson",
    };

    private static string PathOf(string id) => $"/tasks/{Uri.EscapeDataString(id)}";

    private static void Write(JsonBody.Writer input, ValidatedRequest request, IReadOnlyList<string> inputs)
    {
        var operation = request.Operation.Operation;
        input.Field(operation == ReveOperation.Edit ? "edit_instruction" : "prompt", request.Prompt);
        if (operation == ReveOperation.Edit) input.Field("image", inputs[0]);
        if (operation == ReveOperation.Remix) input.Field("images", inputs);
        input.Field("aspect_ratio", request.Request.AspectRatio);
        input.Field("version", request.Option(ReveOption.Version)?.ToString());
        input.Field("test_time_scaling", request.Option(ReveOption.TestTimeScaling) as int?);
        input.Field("upscale_factor", request.Option(ReveOption.Upscale) as int?);
        input.Field("remove_background", request.Option(ReveOption.RemoveBackground) as bool?);
        input.Fields(request.Request.AdditionalBody);
    }
}
