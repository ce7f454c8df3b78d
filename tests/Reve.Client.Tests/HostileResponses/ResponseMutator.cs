using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Reve.Tests.HostileResponses;

/// <summary>Damages responses in ways that a seed determines.</summary>
internal sealed class ResponseMutator(int seed)
{
    private static readonly byte[][] s_oddValues =
    [
        .. new[]
        {
            "null", "true", "-1", "0", "1e400", "79228162514264337593543950335", "\"\"", "\"7\"", "\"\\ud800\"", "{}",
            "[]", "[[[[[[]]]]]]", "{\"\\udc00\":1}", "\"PARTNER_API_CLOSED\"", "\"content policy\"", "\"data:,\"",
            "\" https://x.example/c.png \"", "\"http\"", "\"9999-99-99\"", "502", "\"402\"", "{\"code\":504}",
        }.Select(Encoding.UTF8.GetBytes),
        [(byte)'"', 0xFF, 0xC3, (byte)'"'],
        [(byte)'"', 0xED, 0xA0, 0x80, (byte)'"'],
    ];

    private static readonly string[] s_encodings = ["gzip", "br", "deflate", "zstd", "odd"];

    private readonly Random _random = new(seed);

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>The body with one to three damages.</summary>
    public byte[] Mutate(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body).ToList();
        for (var damages = _random.Next(1, 4); damages > 0 && bytes.Count > 2; damages--) Damage(bytes);
        return [.. bytes];
    }

    /// <summary>Rarely the header of a compression that the body does not have, or an odd wait.</summary>
    public Dictionary<string, string> Headers() => _random.Next(20) switch
    {
        0 => new() { ["Content-Encoding"] = Pick(s_encodings) },
        1 => new() { ["Retry-After"] = "99999999999999999999" },
        2 => new() { ["retry-after-ms"] = "NaN", ["x-aimlapi-credits-used"] = "1e400", ["x-inference-id"] = "r 7" },
        _ => [],
    };

    private void Damage(List<byte> bytes)
    {
        var at = _random.Next(bytes.Count);
        var length = _random.Next(1, Math.Min(12, bytes.Count - at) + 1);
        switch (_random.Next(8))
        {
            case 0: bytes[at] = (byte)_random.Next(256); break;
            case 1: bytes.RemoveRange(at, length); break;
            case 2: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 3: bytes.RemoveRange(at, bytes.Count - at); break;
            case 4: bytes.InsertRange(0, [0xEF, 0xBB, 0xBF]); break;
            default: ReplaceValue(bytes, at); break;
        }
    }

    /// <summary>Replaces a value or a name: what is between two of the characters around values.</summary>
    private void ReplaceValue(List<byte> bytes, int from)
    {
        var start = bytes.FindIndex(from, IsBoundary);
        if (start < 0) return;
        var end = bytes.FindIndex(start + 1, IsBoundary);
        if (end < 0) return;
        bytes.RemoveRange(start + 1, end - start - 1);
        bytes.InsertRange(start + 1, Pick(s_oddValues));
    }

    private static bool IsBoundary(byte value) =>
        value is (byte)':' or (byte)',' or (byte)'{' or (byte)'}' or (byte)'[' or (byte)']';
}
