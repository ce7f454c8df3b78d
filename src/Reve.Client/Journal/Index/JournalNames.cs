using System;
using System.Buffers.Text;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;

namespace Reve.Journal;

/// <summary>The names in the lines of a journal, as bytes.</summary>
internal static class JournalNames
{
    private const int LongestPlainName = 200;
    private const string DeviceLetters = "ACLNPaclnp";
    private const int LongestPart = 64;

    private static readonly byte[][] s_kinds = NamesOf(typeof(OutcomeKind));
    private static readonly byte[][] s_billings = NamesOf(typeof(Billing));
    private static readonly byte[][] s_operations = NamesOf(typeof(ReveOperation));

    public static bool IsKind(ReadOnlySpan<byte> name) => IsOneOf(name, s_kinds);

    public static bool IsBilling(ReadOnlySpan<byte> name) => IsOneOf(name, s_billings);

    public static bool IsOperation(ReadOnlySpan<byte> name) => IsOneOf(name, s_operations);

    /// <summary>
    /// Whether a name is certainly one of a file below the folder. Other names, which may be as valid, are checked with
    /// all rules of file names.
    /// </summary>
    [MethodImpl(LongLoop.Optimized)]
    public static bool IsPlain(ReadOnlySpan<byte> name)
    {
        if (name.Length is 0 or > LongestPlainName) return false;
        while (true)
        {
            var end = name.IndexOf((byte)'/');
            if (!IsPlainPart(end < 0 ? name : name.Slice(0, end))) return false;
            if (end < 0) return true;
            name = name.Slice(end + 1);
        }
    }

    /// <summary>Whether a name is that of the part file for an image of a call.</summary>
    public static bool IsPart(ReadOnlySpan<byte> name, Guid call, int place)
    {
        Span<byte> expected = stackalloc byte[LongestPart];
        ".reve-"u8.CopyTo(expected);
        var length = 6;
        Utf8Formatter.TryFormat(call, expected.Slice(length), out var written, 'N');
        length += written;
        expected[length++] = (byte)'-';
        Utf8Formatter.TryFormat(place, expected.Slice(length), out written);
        length += written;
        ".part"u8.CopyTo(expected.Slice(length));
        return name.SequenceEqual(expected.Slice(0, length + 5));
    }

    /// <summary>Names that may be those of a device or of a file of this module are not plain.</summary>
    [MethodImpl(LongLoop.Optimized)]
    private static bool IsPlainPart(ReadOnlySpan<byte> part)
    {
        var dot = part.IndexOf((byte)'.');
        var stem = dot < 0 ? part.Length : dot;
        if (stem == 0 || part[part.Length - 1] == '.' || part.StartsWith("reve"u8)) return false;
        if (stem is 3 or 4 && DeviceLetters.IndexOf((char)part[0]) >= 0) return false;
        foreach (var letter in part)
        {
            if (letter is not ((>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z')
                or (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'_' or (byte)'.'))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(LongLoop.Optimized)]
    private static bool IsOneOf(ReadOnlySpan<byte> text, byte[][] names)
    {
        foreach (var name in names)
        {
            if (text.SequenceEqual(name)) return true;
        }

        return false;
    }

    private static byte[][] NamesOf(Type type) => [.. Enum.GetNames(type).Select(Encoding.ASCII.GetBytes)];
}
