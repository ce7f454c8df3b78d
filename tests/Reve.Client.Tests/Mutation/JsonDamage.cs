using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Reve.Tests.Mutation;

/// <summary>
/// Damages the values and the names of JSON, also of several documents in a text, such as the events of a stream. It
/// replaces bytes, so that the result can be what no JSON writer writes.
/// </summary>
internal static class JsonDamage
{
    private const int DeepNesting = 100;

    private static readonly byte[][] s_odd =
    [
        .. new[]
        {
            "null", "true", "false", "-1", "0", "1.5", "1e400", "-1e-400", "2147483648", "9223372036854775808",
            "79228162514264337593543950335", "-0", "\"\"", "\" \"", "\"7\"", "\"\\ud800\"", "\"\\u0000\"", "{}", "[]",
            "[null]", "{\"\\udc00\":1}", "{\"\":{}}", "[[[[[[]]]]]]", "\"PARTNER_API_CLOSED\"", "\"content policy\"",
            "\"data:,\"", "\"data:image/png;base64,\"", "\"http\"", "\"http://\"", "\" https://127.0.0.1:9/c.png \"",
            "\"file:///etc/hosts\"", "\"../../x\"", "\"http://127.0.0.1:1/x\\ny\"", "\"9999-99-99\"",
            "\"0001-01-01T00:00:00+14:00\"", "502", "\"402\"",
            "{\"code\":504}", "{\"message\":\"no\"}", "\"completed\"", "\"COMPLETED\"", "\"failed\"", "\"FAILED\"",
            "\"cancelled\"", "\"success\"", "9", "10", "NaN", "'x'", "01", "/**/1",
        }.Select(Encoding.UTF8.GetBytes),
        [(byte)'"', 0xFF, 0xC3, (byte)'"'], [(byte)'"', 0xED, 0xA0, 0x80, (byte)'"'],
        [.. Enumerable.Repeat((byte)'[', DeepNesting), .. Enumerable.Repeat((byte)']', DeepNesting)],
    ];

    private static readonly byte[][] s_names =
    [
        "\"error\""u8.ToArray(), "\"errors\""u8.ToArray(), "\"data\""u8.ToArray(), "\"url\""u8.ToArray(),
        "\"b64_json\""u8.ToArray(), "\"images\""u8.ToArray(), "\"output\""u8.ToArray(), "\"status\""u8.ToArray(),
        "\"\""u8.ToArray(), "\"\\ud800\""u8.ToArray(), "\"\\u0073tatus\""u8.ToArray(),
    ];

    /// <returns>The damaged text; null when it contains no JSON.</returns>
    public static byte[]? Apply(byte[] text, byte[] other, Random random)
    {
        if (Pick(JsonParts.Of(text), random) is not { } part) return null;
        var value = text[part.Value];
        var whole = text[part.Member];
        switch (random.Next(9))
        {
            case 0: return Replace(text, part.Member, []);
            case 1: return Replace(text, part.Member, [.. whole, (byte)',', .. whole]);
            case 2 when Pick(JsonParts.Of(other), random) is { } copied:
                return Replace(text, part.Value, other[copied.Value]);
            case 3 when part.Name is { } name: return Replace(text, name, s_names[random.Next(s_names.Length)]);
            case 4: return Replace(text, part.Value, [(byte)'[', .. value, (byte)']']);
            case 5:
                var quoted = JsonSerializer.SerializeToUtf8Bytes(Encoding.UTF8.GetString(value));
                return Replace(text, part.Value, quoted);
            case 6 when value is [(byte)'"', .., (byte)'"']:
                return Replace(text, part.Value, DamageText(value, random));
            default: return Replace(text, part.Value, s_odd[random.Next(s_odd.Length)]);
        }
    }

    /// <summary>Cuts, repeats or escapes what is between the quotation marks.</summary>
    private static byte[] DamageText(byte[] quoted, Random random)
    {
        var at = random.Next(1, quoted.Length);
        ReadOnlySpan<byte> letters = quoted.AsSpan(1, quoted.Length - 2);
        return random.Next(5) switch
        {
            0 => [.. quoted[..at], (byte)'"'],
            1 => [(byte)'"', .. letters, .. letters, (byte)'"'],
            2 => [.. quoted[..at], .. "\\n"u8, .. quoted[at..]],
            3 when at < quoted.Length - 1 && quoted[at] != '\\' && quoted[at - 1] != '\\' =>
                [.. quoted[..at], .. Encoding.ASCII.GetBytes($"\\u{(int)quoted[at]:x4}"), .. quoted[(at + 1)..]],
            _ => [(byte)'"', .. letters.Slice(at - 1), .. letters.Slice(0, at - 1), (byte)'"'],
        };
    }

    private static JsonPart? Pick(List<JsonPart> parts, Random random) =>
        parts.Count == 0 ? null : parts[random.Next(parts.Count)];

    private static byte[] Replace(byte[] text, Range range, byte[] by) =>
        [.. text[..range.Start], .. by, .. text[range.End..]];
}
