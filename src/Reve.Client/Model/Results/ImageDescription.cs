using System.Linq;

namespace Reve;

/// <summary>What is known of an image before it is generated.</summary>
internal static class ImageDescription
{
    public static ReveImage Of(ImageRequest request, ProviderInfo provider) => new()
    {
        Prompt = request.Prompt,
        Operation = request.Operation,
        Provider = provider.Name,
        Model = request.Model ?? provider.Find(request.Operation)?.Model ?? "",
        AspectRatio = request.AspectRatio,
        Options = request.NamedOptions,
        AdditionalBody = request.AdditionalBody,
        Sources = request.Inputs.Count == 0 ? [] : [.. request.Inputs.Select(input => input.Name)],
        Index = request.Index,
    };

    public static ReveImage Of(ReveTask task, ProviderInfo provider) => new()
    {
        Prompt = task.Prompt ?? "",
        Operation = task.Operation,
        Provider = provider.Name,
        Model = task.Model ?? "",
        AspectRatio = task.AspectRatio,
        Sources = task.Sources,
        Index = task.Index,
    };
}
