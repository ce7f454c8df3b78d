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
        Model = request.Model ?? provider.Require(request.Operation).Model,
        AspectRatio = request.AspectRatio,
        Sources = [.. request.Inputs.Select(input => input.Name)],
        Index = request.Index,
    };
}
