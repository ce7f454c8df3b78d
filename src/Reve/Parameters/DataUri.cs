using System;

namespace Reve.Parameters;

/// <summary>Decodes images that are embedded in a data URI.</summary>
internal static class DataUri
{
    private const string Scheme = "data:";

    public static bool IsDataUri(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <exception cref="ReveException">The URI does not contain valid base64.</exception>
    public static byte[] Decode(string text)
    {
        var comma = text.IndexOf(',');
        if (comma < 0 || !text.Substring(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
        {
            throw InputErrors.DataUriInvalid(text, "Use a data URI with base64, such as data:image/png;base64,...");
        }

        try
        {
            return Convert.FromBase64String(text.Substring(comma + 1));
        }
        catch (FormatException)
        {
            throw InputErrors.DataUriInvalid(text, "The base64 text is damaged. Copy the whole URI.");
        }
    }
}
