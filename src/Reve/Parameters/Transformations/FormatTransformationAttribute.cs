using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Accepts the usual names and extensions of an image format, in any case.</summary>
internal sealed class FormatTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (PipelineRecord.IsBlankLine(inputData)) return null;
        var text = PipelineValue.Unwrap(inputData)?.ToString();
        return ImageFormat.FromExtension(text) is { } format
            ? format.Name
            : throw new ArgumentTransformationMetadataException(
                $"'{text}' is not an image format. Use png, jpeg or webp.");
    }
}
