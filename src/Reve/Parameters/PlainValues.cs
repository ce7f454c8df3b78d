using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Converts the values of a hashtable to plain .NET values.</summary>
internal static class PlainValues
{
    public static Dictionary<string, object?>? Read(Hashtable? table)
    {
        if (table is null) return null;
        var fields = new Dictionary<string, object?>();
        foreach (DictionaryEntry entry in table) fields[entry.Key.ToString()!] = Convert(entry.Value);
        return fields;
    }

    private static object? Convert(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } row =>
            row.Properties.ToDictionary(property => property.Name, property => Convert(property.Value)),
        PSObject wrapped => Convert(wrapped.BaseObject),
        Hashtable table => Read(table),
        SwitchParameter flag => flag.ToBool(),
        string text => text,
        IDictionary map => map.Keys.Cast<object>().ToDictionary(key => key.ToString()!, key => Convert(map[key])),
        IEnumerable items => items.Cast<object?>().Select(Convert).ToList(),
        _ => value,
    };
}
