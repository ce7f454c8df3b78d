using System.Collections;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Reads an object, as a JSON file contains it, as a hashtable. A blank value is no value.</summary>
internal sealed class HashtableTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        if (PipelineRecord.IsBlankLine(inputData)) return null;
        if (!PipelineRecord.IsRow(inputData)) return inputData;
        var table = new Hashtable();
        foreach (var property in PSObject.AsPSObject(inputData).Properties) table[property.Name] = property.Value;
        return table;
    }
}
