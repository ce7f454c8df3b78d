using System;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Removes the wrapper that PowerShell puts around an object.</summary>
internal static class PipelineValue
{
    private const string DeserializedResult = "Deserialized.Reve.ReveImage";

    /// <summary>Returns the object without its wrapper.</summary>
    public static object? Unwrap(object? input) => input is PSObject wrapper ? wrapper.BaseObject : input;

    /// <summary>Returns the object without its wrapper, and a result from a job or another machine as a result.</summary>
    public static object? UnwrapResult(object? input) =>
        input is PSObject wrapper && wrapper.TypeNames.Contains(DeserializedResult)
            ? ReadResult(wrapper)
            : Unwrap(input);

    private static ReveImage ReadResult(PSObject result) => new ReveImage
    {
        Prompt = TextOf(result, nameof(ReveImage.Prompt)) ?? "",
        Operation = Enum.TryParse<ReveOperation>(TextOf(result, nameof(ReveImage.Operation)), out var operation)
            ? operation
            : default,
        Provider = TextOf(result, nameof(ReveImage.Provider)) ?? "",
        Model = TextOf(result, nameof(ReveImage.Model)) ?? "",
        FullName = TextOf(result, nameof(ReveImage.FullName)),
        Url = TextOf(result, nameof(ReveImage.Url)),
    }.WithBytes(Unwrap(result.Properties["Bytes"]?.Value) as byte[]);

    private static string? TextOf(PSObject result, string property) => result.Properties[property]?.Value?.ToString();
}
