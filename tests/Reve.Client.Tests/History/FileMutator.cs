using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace Reve.Tests.History;

/// <summary>Damages image files in ways that a seed determines.</summary>
internal sealed class FileMutator(int seed)
{
    private static readonly byte[][] s_oddValues =
    [
        [0, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0, 0, 0, 1], [0xFF, 0xD8],
        [0xFF, 0xE1, 0, 0], [0xFF, 0xEB, 0xFF, 0xFF], [0x9F, 0x9F, 0x9F, 0x9F], [0x5F, 0xFF], [0xBF, 0xBF],
        .. new[]
        {
            "iTXt", "zTXt", "caBX", "IEND", "jumb", "jumd", "cbor", "XMP ", "C2PA", "VP8X", "uuid", "<!DOCTYPE x [",
            "&x;", "]]>", "\"charge\":1e400", "null", "<rdf:li>", "\uFEFF", "\\ud800", "c2pa.claim",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private readonly Random _random = new(seed);

    public T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    /// <summary>The file with one to eight damages.</summary>
    public byte[] Mutate(byte[] file, IReadOnlyList<byte[]> others)
    {
        var bytes = file;
        for (var count = _random.Next(1, 9); count > 0; count--) bytes = Damage(bytes, others);
        return bytes;
    }

    private byte[] Damage(byte[] bytes, IReadOnlyList<byte[]> others)
    {
        if (bytes.Length == 0) return [(byte)_random.Next(256)];
        var at = _random.Next(bytes.Length);
        var end = Math.Min(bytes.Length, at + _random.Next(1, 200));
        return _random.Next(9) switch
        {
            0 => bytes[..at],
            1 => [.. bytes[..at], .. bytes[end..]],
            2 => [.. bytes[..end], .. bytes[at..]],
            3 => [.. bytes[..at], .. Pick(s_oddValues), .. bytes[at..]],
            4 => Splice(bytes, at, Pick(others)),
            5 => Overwrite(bytes, at, Pick(s_oddValues)),
            _ => Overwrite(bytes, at, [(byte)(bytes[at] ^ (1 << _random.Next(8)))]),
        };
    }

    private byte[] Splice(byte[] bytes, int at, byte[] other)
    {
        var from = _random.Next(other.Length);
        return [.. bytes[..at], .. other[from..Math.Min(other.Length, from + _random.Next(1, 400))], .. bytes[at..]];
    }

    private static byte[] Overwrite(byte[] bytes, int at, byte[] value)
    {
        var changed = (byte[])bytes.Clone();
        value.AsSpan(0, Math.Min(value.Length, bytes.Length - at)).CopyTo(changed.AsSpan(at));
        return changed;
    }
}
