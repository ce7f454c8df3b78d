using System.Management.Automation;
using System;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>What is inside of the wrapper that a pipeline puts around everything.</summary>
internal static class Wrapped
{
    private const string ResultFromElsewhere = "Deserialized.Reve.ReveImage";

    /// <summary>The object itself; a result that came from a job or another machine is a result here as well.</summary>
    public static object? Open(object? input) => input is not PSObject wrapper ? input
        : wrapper.TypeNames.Contains(ResultFromElsewhere) ? Restore(wrapper)
        : wrapper.BaseObject;

    private static ReveImage Restore(PSObject result) => new()
    {
        Prompt = TextOf(result, nameof(ReveImage.Prompt)) ?? "",
        Operation = Enum.TryParse<ReveOperation>(TextOf(result, nameof(ReveImage.Operation)), out var operation)
            ? operation
            : default,
        Provider = TextOf(result, nameof(ReveImage.Provider)) ?? "",
        Model = TextOf(result, nameof(ReveImage.Model)) ?? "",
        FullName = TextOf(result, nameof(ReveImage.FullName)),
        Url = TextOf(result, nameof(ReveImage.Url)),
        Bytes = Open(result.Properties[nameof(ReveImage.Bytes)]?.Value) as byte[],
    };

    private static string? TextOf(PSObject result, string property) => result.Properties[property]?.Value?.ToString();
}
