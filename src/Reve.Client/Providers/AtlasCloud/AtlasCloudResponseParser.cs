using System.Linq;
using Reve.Http;
using Reve.Threading;

namespace Reve.Providers.AtlasCloud;

/// <summary>Reads the response to the submission: the accepted task, or an error.</summary>
internal sealed class AtlasCloudResponseParser(ValidatedRequest request, Clock clock) : IResponseParser
{
    public ProviderError ReadError(JsonResponse response) => AtlasCloudErrorParser.Read(response);

    public ResponseContent Read(JsonResponse response)
    {
        var submitted = new ReveTask
        {
            Id = "",
            Provider = AtlasCloudInfo.Info.Name,
            Status = ReveTaskStatus.Received,
            CreatedAt = clock.UtcNow,
            Prompt = request.Prompt,
            Operation = request.Operation.Operation,
            Model = request.Model,
            AspectRatio = request.Request.AspectRatio,
            Sources = [.. request.Inputs.Select(input => input.Name)],
            Index = request.Request.Index,
        };
        return AtlasCloudTaskParser.Read(response.Root, submitted) switch
        {
            { Id.Length: > 0 } task => ResponseContent.OfTask(task),
            // Without an id, only what the response itself contains can be used.
            { Status: ReveTaskStatus.Completed, Images.Count: > 0 } task =>
                ResponseContent.OfImages(new ProviderResponse(task.Images) { Usage = task.Usage }),
            { Status: ReveTaskStatus.Failed } task => ResponseContent.OfError(
                response.Status,
                new ProviderError(task.Error) { Kind = task.Failure?.Kind ?? ReveErrorKind.TaskFailed }),
            _ => AtlasCloudErrorParser.ReadEmbedded(response) is var (status, error)
                ? ResponseContent.OfError(status, error)
                : ResponseContent.Unreadable("contains no task id"),
        };
    }
}
