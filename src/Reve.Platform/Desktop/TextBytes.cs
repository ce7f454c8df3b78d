using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Reve.Platform;

/// <summary>Searches in text that is given as bytes.</summary>
public static class TextBytes
{
    private const byte LowerCase = 0x20;
    private const byte FirstPrintable = 0x20;
    private const byte LastAscii = 0x7F;

    private static readonly bool[] s_isBase64 = CreateTable();

    /// <summary>The number of characters of base64, without padding, at the beginning of a text.</summary>
    public static int CountBase64(ReadOnlySpan<byte> text)
    {
        var length = 0;
        foreach (var block in BlocksOf(text))
        {
            if (!IsBase64(block)) break;
            length += Vector<byte>.Count;
        }

        var isBase64 = s_isBase64;
        while (length < text.Length && isBase64[text[length]]) length++;
        return length;
    }

    /// <summary>Whether a text is certainly well-formed and has no control characters: plain ASCII.</summary>
    public static bool IsWellFormed(ReadOnlySpan<byte> text)
    {
        var blocks = BlocksOf(text);
        foreach (var block in blocks)
        {
            if (!AllOf(IsBetween(block, FirstPrintable, LastAscii))) return false;
        }

        foreach (var letter in text.Slice(blocks.Length * Vector<byte>.Count))
        {
            if (letter is < FirstPrintable or > LastAscii) return false;
        }

        return true;
    }

    /// <summary>The beginning of a text in blocks that the processor compares at once; empty when it cannot.</summary>
    private static ReadOnlySpan<Vector<byte>> BlocksOf(ReadOnlySpan<byte> text) =>
        Vector.IsHardwareAccelerated ? MemoryMarshal.Cast<byte, Vector<byte>>(text) : default;

    private static bool IsBase64(Vector<byte> block) => AllOf(
        IsBetween(block | new Vector<byte>(LowerCase), (byte)'a', (byte)'z')
        | IsBetween(block, (byte)'/', (byte)'9')
        | Vector.Equals(block, new Vector<byte>((byte)'+')));

    private static Vector<byte> IsBetween(Vector<byte> block, byte first, byte last)
    {
        var distance = block - new Vector<byte>(first);
        return Vector.Equals(distance, Vector.Min(distance, new Vector<byte>((byte)(last - first))));
    }

    private static bool AllOf(Vector<byte> results) => Vector.EqualsAll(results, ~Vector<byte>.Zero);

    private static bool[] CreateTable()
    {
        var table = new bool[byte.MaxValue + 1];
        foreach (var letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") table[letter] = true;
        return table;
    }
}
