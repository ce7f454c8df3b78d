using System.Linq;
using Reve.Http;

namespace Reve.Providers.InferenceSh;

/// <summary>Reads the response to a run: the accepted task, or an error.</summary>
internal sealed class InferenceShResponseParser(ValidatedRequest request) : IResponseParser
{
    public ProviderError ReadError(JsonResponse response) => InferenceShErrorParser.Read(response);

    public ResponseContent Read(JsonResponse response)
    {
        var parser = new InferenceShTaskParser(new ReveTask
        {
            Id = "",
            Provider = InferenceShInfo.Info.Name,
            Prompt = request.Prompt,
            Operation = request.Operation.Operation,
            Model = request.Model,
            AspectRatio = request.Request.AspectRatio,
            Sources = [.. request.Inputs.Select(input => input.Name)],
            Index = request.Request.Index,
        });
        parser.Merge(response.Root);
        if (parser.Task.Id.Length > 0) return ResponseContent.OfTask(parser.Task);
        return InferenceShErrorParser.ReadEmbedded(response.Root) is var (status, error)
            ? ResponseContent.OfError(status, error)
            : ResponseContent.Unreadable("contains no task id");
    }
}
