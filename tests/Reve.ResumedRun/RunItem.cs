using System.Linq;

namespace Reve.ResumedRun;

/// <summary>The items of a run: all operations of a provider in turn, with input images from a file and from the web.</summary>
public static class RunItem
{
    /// <summary>Creates the request of an item.</summary>
    public static ImageRequest RequestOf(ProviderInfo provider, int index, string inputFile)
    {
        var operation = provider.Operations[index % provider.Operations.Count];
        var isFile = index / provider.Operations.Count % 2 == 0;
        var input = isFile ? ImageInput.FromFile(inputFile) : ImageInput.FromUrl("https://example.com/fox.png");
        return new ImageRequest
        {
            Operation = operation.Operation,
            Prompt = $"fox number {index}",
            Inputs = [.. Enumerable.Repeat(input, operation.MinimumInputs)],
            Index = index,
        };
    }
}
