using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Reads a blank value, such as an empty cell of a CSV file, as no value.</summary>
internal sealed class OptionalValueTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        PipelineRecord.IsBlankLine(inputData) ? null : inputData;
}
