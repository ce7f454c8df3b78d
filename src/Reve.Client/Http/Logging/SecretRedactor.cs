using System;
using System.Text;
using System.Text.Json;

namespace Reve.Http;

/// <summary>Removes the key from text that comes from elsewhere: providers repeat it in their error messages.</summary>
internal static class SecretRedactor
{
    // Shorter byte sequences occur in responses by chance.
    private const int ShortestInBytes = 8;

    /// <summary>Replaces the key, in plain form and as JSON escapes it.</summary>
    public static string? Redact(string? text, ApiKey? key)
    {
        if (text is null || key is null or { IsEmpty: true }) return text;
        var secret = key.Reveal();
        var mask = key.ToString();
        return text.Replace(secret, mask)
            .Replace(JsonEncodedText.Encode(secret).ToString(), mask)
            .Replace(secret.Replace("/", "\\/"), mask);
    }

    /// <summary>Replaces the key with asterisks and keeps all other bytes.</summary>
    public static ReadOnlyMemory<byte> Redact(ReadOnlyMemory<byte> bytes, ApiKey? key)
    {
        if (key is null) return bytes;
        var secret = Encoding.UTF8.GetBytes(key.Reveal());
        if (secret.Length < ShortestInBytes || bytes.Span.IndexOf(secret) < 0) return bytes;
        var redacted = bytes.ToArray();
        for (var at = redacted.AsSpan().IndexOf(secret); at >= 0; at = redacted.AsSpan().IndexOf(secret))
        {
            redacted.AsSpan(at, secret.Length).Fill((byte)'*');
        }

        return redacted;
    }
}
