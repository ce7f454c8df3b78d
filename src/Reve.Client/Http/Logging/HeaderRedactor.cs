using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;

namespace Reve.Http;

/// <summary>Formats headers for the log, with asterisks in place of secrets.</summary>
internal static class HeaderRedactor
{
    private const string Mask = "********";

    private static readonly string[] s_secretNames =
        ["auth", "key", "token", "secret", "password", "credential", "cookie", "signature", "session"];

    public static string Format(HttpRequestMessage request) => Format(request.Headers, request.Content?.Headers);

    public static string Format(HttpResponseMessage response) => Format(response.Headers, response.Content?.Headers);

    private static string Format(HttpHeaders headers, HttpHeaders? contentHeaders) => string.Join("; ",
        headers.Concat(contentHeaders ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .Select(header => $"{header.Key}: {ValueOf(header)}"));

    private static string ValueOf(KeyValuePair<string, IEnumerable<string>> header)
    {
        var value = string.Join(", ", header.Value);
        var isSecret = s_secretNames.Any(name => header.Key.IndexOf(name, StringComparison.OrdinalIgnoreCase) >= 0);
        if (!isSecret) return value;
        return value.StartsWith("Bearer ", StringComparison.Ordinal) ? "Bearer " + Mask : Mask;
    }
}
