using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>What a script put into a hashtable, without PowerShell's wrapping.</summary>
internal static class PlainValues
{
    public static Dictionary<string, object?>? Read(Hashtable? table)
    {
        if (table is null) return null;
        var fields = new Dictionary<string, object?>();
        foreach (DictionaryEntry entry in table) fields[entry.Key.ToString()!] = Unwrap(entry.Value);
        return fields;
    }

    private static object? Unwrap(object? value) => value switch
    {
        PSObject { BaseObject: PSCustomObject } custom =>
            custom.Properties.ToDictionary(property => property.Name, property => Unwrap(property.Value)),
        PSObject wrapped => Unwrap(wrapped.BaseObject),
        Hashtable table => Read(table),
        SwitchParameter flag => flag.ToBool(),
        string text => text,
        IDictionary map => map.Keys.Cast<object>().ToDictionary(key => key.ToString()!, key => Unwrap(map[key])),
        IEnumerable items => items.Cast<object?>().Select(Unwrap).ToList(),
        _ => value,
    };
}
