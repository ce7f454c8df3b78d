using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Takes text, and nothing that would only be printed as text, such as a whole record.</summary>
internal abstract class TextTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Says what came, and what is taken.</summary>
    private protected abstract string Refuse(string type);

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        IsText(inputData) ? inputData : throw new PSInvalidCastException(Refuse(Bare(inputData)!.GetType().Name));

    private protected virtual bool IsText(object? input) => Bare(input) switch
    {
        null or string or char => true,
        IDictionary => false,
        IEnumerable several => several.Cast<object?>().All(IsText),
        var other => other is IConvertible,
    };

    private protected static object? Bare(object? input) => input is PSObject wrapped ? wrapped.BaseObject : input;
}
