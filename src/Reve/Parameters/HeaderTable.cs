using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;

namespace Reve.Parameters;

/// <summary>Reads headers from a hashtable.</summary>
internal static class HeaderTable
{
    /// <summary>Returns the headers. Several values of one header are separated by commas.</summary>
    public static HeaderCollection Read(IDictionary? table)
    {
        var headers = new Dictionary<string, string>();
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            if (entry.Value is null) continue;
            headers[entry.Key.ToString()!] = entry.Value is object[] several
                ? string.Join(", ", several)
                : Convert.ToString(entry.Value, CultureInfo.InvariantCulture)!;
        }

        return HeaderCollection.From(headers);
    }
}
