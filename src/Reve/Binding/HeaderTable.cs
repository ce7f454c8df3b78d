using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace Reve.Binding;

internal static class HeaderTable
{
    public static Dictionary<string, string> Read(IDictionary? table)
    {
        var headers = new Dictionary<string, string>();
        if (table is null) return headers;
        foreach (DictionaryEntry entry in table)
        {
            headers[entry.Key.ToString()!] = System.Convert.ToString(entry.Value, CultureInfo.InvariantCulture) ?? "";
        }

        return headers;
    }
}
