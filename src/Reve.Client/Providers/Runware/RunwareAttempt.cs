using System.Linq;
using Reve.Http;

namespace Reve.Providers.Runware;

/// <summary>The current attempt of a call. Each attempt has an id of its own, so that none is sent twice.</summary>
internal sealed class RunwareAttempt(ValidatedRequest request)
{
    /// <summary>The id of the attempt, which is that of its task.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What is known of the task before the provider responds.</summary>
    public ReveTask ExpectedTask => new()
    {
        Id = Id,
        Provider = RunwareInfo.Info.Name,
        Prompt = request.Prompt,
        Operation = request.Operation.Operation,
        Model = request.Model,
        AspectRatio = request.Request.AspectRatio,
        Sources = [.. request.Inputs.Select(input => input.Name)],
        Index = request.Request.Index,
    };

    /// <summary>Begins an attempt with a new id.</summary>
    public (HttpCall Call, string ClientRequestId) Next()
    {
        Id = RunwareRequestBuilder.NewId();
        return (RunwareRequestBuilder.Build(request, Id), Id);
    }
}
