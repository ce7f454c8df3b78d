using System;
using System.Text;
using System.Text.Json;

namespace Reve.Http;

/// <summary>
/// Takes the key out of words that came from elsewhere: providers are known to repeat it in their refusals.
/// </summary>
internal static class SecretRedactor
{
    // What a shorter key looks like may stand anywhere by chance.
    private const int ShortestInBytes = 8;

    /// <summary>The words without the key, plain or as JSON writes it.</summary>
    public static string? Hide(string? words, ApiKey? key)
    {
        if (words is null || key is null or { IsEmpty: true }) return words;
        var secret = key.Reveal();
        var mask = key.ToString();
        return words.Replace(secret, mask)
            .Replace(JsonEncodedText.Encode(secret).ToString(), mask)
            .Replace(secret.Replace("/", "\\/"), mask);
    }

    /// <summary>The bytes with asterisks where the key stood; what else they say is not touched.</summary>
    public static ReadOnlyMemory<byte> Hide(ReadOnlyMemory<byte> bytes, ApiKey? key)
    {
        if (key is null) return bytes;
        var secret = Encoding.UTF8.GetBytes(key.Reveal());
        if (secret.Length < ShortestInBytes || bytes.Span.IndexOf(secret) < 0) return bytes;
        var masked = bytes.ToArray();
        for (var at = masked.AsSpan().IndexOf(secret); at >= 0; at = masked.AsSpan().IndexOf(secret))
        {
            masked.AsSpan(at, secret.Length).Fill((byte)'*');
        }

        return masked;
    }
}
