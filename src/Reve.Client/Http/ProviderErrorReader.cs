using System;
using System.Text;
using System.Text.RegularExpressions;

namespace Reve.Http;

/// <summary>Reads error responses, whatever they contain.</summary>
internal static class ProviderErrorReader
{
    private const int SearchedBytes = 64 * 1024;

    // Reve's own API is closed. Hosts that forward to it repeat this code, with statuses of their own.
    private static readonly Regex s_closed = new(
        @"PARTNER[\W_]?API[\W_]?CLOSED", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    /// <summary>Reads an error response. One that cannot be read means what its status means.</summary>
    /// <param name="response">The response.</param>
    /// <param name="read">Reads the error in the form of the provider.</param>
    public static ProviderError Read(JsonResponse response, Func<JsonResponse, ProviderError> read)
    {
        ProviderError error;
        try
        {
            error = read(response);
        }
        catch (Exception)
        {
            error = new ProviderError(null);
        }

        return SaysClosed(response) ? error with { Kind = ReveErrorKind.ModelRetired } : error;
    }

    /// <summary>Whether a text says that the API behind the provider is closed.</summary>
    public static bool SaysClosed(string? text) => text is not null && s_closed.IsMatch(text);

    /// <summary>Whether a response says so.</summary>
    public static bool SaysClosed(JsonResponse response)
    {
        var bytes = response.Raw.Slice(0, Math.Min(SearchedBytes, response.Raw.Length)).ToArray();
        return SaysClosed(Encoding.UTF8.GetString(bytes));
    }
}
