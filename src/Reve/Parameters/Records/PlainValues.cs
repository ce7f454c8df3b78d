using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Converts the values of a hashtable to plain .NET values.</summary>
internal static class PlainValues
{
    // More than the depth that can be sent. A table can contain itself.
    private const int MaximumDepth = 40;

    public static Dictionary<string, object?>? Read(Hashtable? table)
    {
        if (table is null) return null;
        var fields = new Dictionary<string, object?>();
        foreach (DictionaryEntry entry in table) fields[entry.Key.ToString()!] = Convert(entry.Value, depth: 1);
        return fields;
    }

    private static object? Convert(object? value, int depth) => value switch
    {
        _ when depth > MaximumDepth => null,
        PSObject { BaseObject: PSCustomObject } row => row.Properties.ToDictionary(
            property => property.Name, property => Convert(property.Value, depth + 1)),
        PSObject wrapped => Convert(wrapped.BaseObject, depth),
        SwitchParameter flag => flag.ToBool(),
        string text => text,
        IDictionary map => map.Keys.Cast<object>().ToDictionary(
            key => key.ToString()!, key => Convert(map[key], depth + 1)),
        IEnumerable items => items.Cast<object?>().Select(item => Convert(item, depth + 1)).ToList(),
        _ => value,
    };
}
