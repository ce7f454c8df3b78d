using System;

namespace Reve.Parameters;

/// <summary>An image inside its own address.</summary>
internal static class DataUri
{
    private const string Scheme = "data:";

    public static bool IsOne(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    public static byte[] Decode(string text)
    {
        var comma = text.IndexOf(',');
        if (comma < 0 || !text.Substring(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
        {
            throw Refused.InputNotUnderstood(text, "A data URI must hold base64: data:image/png;base64,...");
        }

        try
        {
            return Convert.FromBase64String(text.Substring(comma + 1));
        }
        catch (FormatException)
        {
            throw Refused.InputNotUnderstood(text, "The base64 of the data URI is damaged.");
        }
    }
}
