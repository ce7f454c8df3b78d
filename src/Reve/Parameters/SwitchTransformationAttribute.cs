using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Reads the text True or False, as a CSV file contains it, as a switch. A blank value is False.</summary>
internal sealed class SwitchTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PipelineValue.Unwrap(inputData) switch
        {
            null => false,
            string text when string.IsNullOrWhiteSpace(text) => false,
            string text when bool.TryParse(text.Trim(), out var value) => value,
            string text when text.Trim() is "1" or "0" => text.Trim() == "1",
            _ => inputData,
        };
}
