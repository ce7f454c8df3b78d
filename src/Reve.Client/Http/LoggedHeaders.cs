using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;

namespace Reve.Http;

/// <summary>Headers as they are told of: what is secret, or sounds so, is asterisks.</summary>
internal static class LoggedHeaders
{
    private const string Mask = "********";

    private static readonly string[] s_secretSigns =
        ["auth", "key", "token", "secret", "password", "credential", "cookie", "signature", "session"];

    public static string Of(HttpRequestMessage request) => JobText(request.Headers, request.Content?.Headers);

    public static string Of(HttpResponseMessage response) => JobText(response.Headers, response.Content?.Headers);

    private static string JobText(HttpHeaders headers, HttpHeaders? ofContent) => string.Join("; ",
        headers.Concat(ofContent ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())
            .Select(header => $"{header.Key}: {Value(header)}"));

    private static string Value(KeyValuePair<string, IEnumerable<string>> header)
    {
        var value = string.Join(", ", header.Value);
        if (!s_secretSigns.Any(sign => header.Key.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0)) return value;
        return value.StartsWith("Bearer ", StringComparison.Ordinal) ? "Bearer " + Mask : Mask;
    }
}
