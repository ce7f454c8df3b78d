using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Accepts text, and refuses objects that PowerShell would convert to text, such as a whole record.</summary>
internal abstract class TextTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) => IsText(inputData)
        ? inputData
        : throw new PSInvalidCastException(Refusal(PipelineValue.Unwrap(inputData)!.GetType().Name));

    /// <summary>Returns the error message for a value of another type.</summary>
    private protected abstract string Refusal(string type);

    private protected virtual bool IsText(object? input) => PipelineValue.Unwrap(input) switch
    {
        null or string or char => true,
        IDictionary => false,
        IEnumerable several => several.Cast<object?>().All(IsText),
        var other => other is IConvertible,
    };
}
