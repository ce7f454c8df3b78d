using System;
using System.Linq;
using System.Text.Json;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.Fal;

/// <summary>Reads the response to a submitted call: the accepted task, or an error.</summary>
internal sealed class FalResponseParser(ValidatedRequest request) : IResponseParser
{
    public ProviderError ReadError(JsonResponse response) => FalErrorParser.Read(response);

    /// <summary>
    /// A response without an id in its body has one in a header. An address of fal that is no queue returns images.
    /// </summary>
    public ResponseContent Read(JsonResponse response)
    {
        var root = response.Root;
        if (root.Text("request_id") is { } id) return ResponseContent.OfTask(TaskOf(id, root));
        var images = ResponseImages.Find(root);
        if (images.Any(image => !image.IsMissing))
        {
            return ResponseContent.OfImages(new ProviderResponse(FalResult.Complete(images, request.Request.Count))
            {
                Usage = FalResult.UsageOf(response, request.Model),
                RequestId = response.Header(FalInfo.RequestIdHeader),
            });
        }

        if (FalErrorParser.IsError(root))
        {
            var status = FalErrorTypes.StatusOf(FalErrorParser.TypeOf(response)) ?? 502;
            return ResponseContent.OfError(status, FalErrorParser.Read(response));
        }

        return response.Header(FalInfo.RequestIdHeader) is { Length: > 0 } header
            ? ResponseContent.OfTask(TaskOf(header, root))
            : ResponseContent.Unreadable("contains no request id");
    }

    private ReveTask TaskOf(string id, JsonElement root) => new()
    {
        Id = id,
        Provider = FalInfo.Info.Name,
        Links = LinksOf(root),
        Status = ReveTaskStatus.Queued,
        Prompt = request.Prompt,
        Operation = request.Operation.Operation,
        Model = request.Model,
        AspectRatio = request.Request.AspectRatio,
        Sources = [.. request.Inputs.Select(input => input.Name)],
        Count = request.Request.Count,
        Index = request.Request.Index,
    };

    /// <summary>The addresses of the task; null when they are not complete. Its id is enough.</summary>
    private static ReveTaskLinks? LinksOf(JsonElement root) =>
        LinkOf(root, "status_url") is { } status && LinkOf(root, "response_url") is { } response
            ? new ReveTaskLinks(status, response, LinkOf(root, "cancel_url"))
            : null;

    private static Uri? LinkOf(JsonElement root, string field) =>
        Uri.TryCreate(root.Address(field), UriKind.Absolute, out var link) ? link : null;
}
