using System;
using System.Runtime.CompilerServices;

namespace Reve.Graphics.Png;

/// <summary>The Adler-32 checksum at the end of a zlib stream.</summary>
internal struct Adler32()
{
    private const uint Modulus = 65521;

    // The largest number of bytes that cannot overflow the second sum.
    private const int Block = 5552;

    private uint _first = 1;
    private uint _second;

    public readonly uint Value => (_second << 16) | _first;

    [MethodImpl(PixelLoop.Optimized)]
    public void Add(ReadOnlySpan<byte> bytes)
    {
        var (first, second) = (_first, _second);
        while (!bytes.IsEmpty)
        {
            var block = bytes[..Math.Min(Block, bytes.Length)];
            foreach (var one in block)
            {
                first += one;
                second += first;
            }

            first %= Modulus;
            second %= Modulus;
            bytes = bytes[block.Length..];
        }

        (_first, _second) = (first, second);
    }
}
