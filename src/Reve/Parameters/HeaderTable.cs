using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace Reve.Parameters;

internal static class HeaderTable
{
    public static Dictionary<string, string> Read(IDictionary? table)
    {
        var headers = new Dictionary<string, string>();
        if (table is null) return headers;
        foreach (DictionaryEntry entry in table)
        {
            if (entry.Value is null) continue;
            headers[entry.Key.ToString()!] = entry.Value is object[] several
                ? string.Join(", ", several)
                : System.Convert.ToString(entry.Value, CultureInfo.InvariantCulture)!;
        }

        return headers;
    }
}
