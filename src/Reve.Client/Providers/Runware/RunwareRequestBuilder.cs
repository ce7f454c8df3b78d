using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using Reve.Http;

namespace Reve.Providers.Runware;

/// <summary>Builds requests. Each is a list with one task, whose type selects the operation.</summary>
internal static class RunwareRequestBuilder
{
    private const string Path = "/v1";

    private static readonly string[] s_sizeFields = ["width", "height", "resolution"];

    public static HttpCall Build(ValidatedRequest request, string id)
    {
        var additional = request.Request.AdditionalBody;
        if (additional?.ContainsKey("numberResults") == true) throw CountSpecified();
        var size = SizeOf(request, additional);
        return Post(body =>
        {
            body.Field("taskType", "imageInference");
            body.Field("taskUUID", id);
            body.Field("model", request.Model);
            body.Field("positivePrompt", request.Prompt);
            if (request.Inputs.Count > 0)
            {
                body.Object("inputs", inputs => inputs.Field("referenceImages", request.Inputs));
            }

            body.Field("width", size?.Width);
            body.Field("height", size?.Height);
            body.Field("outputType", "URL");
            body.Field("outputFormat", FormatOf(request));
            body.Field("deliveryMethod", "async");
            body.Field("includeCost", true);
            body.Field("webhookURL", request.Option(ReveOption.WebhookUri)?.ToString());
            body.Fields(additional);
        }) with
        {
            Model = request.Model,
        };
    }

    /// <summary>Requests the state of a task that runs or has ended recently.</summary>
    public static HttpCall GetResponse(string id) => Query("getResponse", id);

    /// <summary>Requests the request and the response of any earlier task. The request contains its input images.</summary>
    public static HttpCall GetDetails(string id) => Query("getTaskDetails", id);

    public static HttpCall GetAccount() => Post(body =>
    {
        body.Field("taskType", "accountManagement");
        body.Field("taskUUID", NewId());
        body.Field("operation", "getDetails");
    });

    /// <summary>A random UUID of version 4.</summary>
    public static string NewId() => Guid.NewGuid().ToString("D");

    private static HttpCall Query(string type, string id) => Post(body =>
    {
        body.Field("taskType", type);
        body.Field("taskUUID", id);
    });

    private static HttpCall Post(Action<JsonBody.Writer> write) => new(HttpMethod.Post, Path)
    {
        Body = JsonBody.WriteArray(write),
        ExpectsImages = true,
    };

    /// <summary>The size of the aspect ratio, unless -AdditionalBody has one; null when the model chooses.</summary>
    private static (int Width, int Height)? SizeOf(
        ValidatedRequest request, IReadOnlyDictionary<string, object?>? additional)
    {
        if (request.Request.AspectRatio is not { } ratio || ratio == "auto") return null;
        if (additional is not null && s_sizeFields.Any(additional.ContainsKey)) return null;
        var size = request.Operation.IsReveModel(request.Model) ? RunwareSizes.Find(ratio) : null;
        return size ?? throw SizeUnknown(ratio, request.Model);
    }

    /// <summary>The default of the host is JPG, so the format is always specified.</summary>
    private static string FormatOf(ValidatedRequest request) => request.Option(ReveOption.Format)?.ToString() switch
    {
        "jpeg" => "JPG",
        "webp" => "WEBP",
        _ => "PNG",
    };

    private static ReveException SizeUnknown(string ratio, string model) => new(
        ReveErrorKind.AspectRatioUnknown,
        $"Runware takes a width and a height, and those of the aspect ratio {ratio} are not known for the model "
        + $"'{model}'.",
        "Specify them with -AdditionalBody @{ width = 1024; height = 1024 }.")
    { Target = ratio, Provider = RunwareInfo.Info.Name };

    private static ReveException CountSpecified() => new(
        ReveErrorKind.AdditionalBodyInvalid,
        "The additional field 'numberResults' multiplies the price, which is calculated for one image.",
        "Use -Count.")
    { Target = "numberResults", Provider = RunwareInfo.Info.Name };
}
