using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace Reve.Binding;

/// <summary>
/// Takes text for a prompt, and nothing that would only be printed as text: a record without a Prompt column is no
/// prompt, and must not be paid for as one.
/// </summary>
internal sealed class PromptTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        IsText(inputData) ? inputData : throw new PSInvalidCastException(
            $"A {Bare(inputData)!.GetType().Name} is not a prompt. Use text, or objects with a property Prompt.");

    private static bool IsText(object? input) => Bare(input) switch
    {
        null or string or char => true,
        IDictionary => false,
        IEnumerable several => several.Cast<object?>().All(IsText),
        var other => other is IConvertible,
    };

    private static object? Bare(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;
}
