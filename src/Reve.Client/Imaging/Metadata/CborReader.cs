using System;
using System.Buffers.Binary;
using System.Text;

namespace Reve.Imaging;

/// <summary>Reads the few parts of CBOR that the claim of content credentials needs.</summary>
internal ref struct CborReader(ReadOnlySpan<byte> bytes)
{
    public const int MapType = 5;
    public const int ArrayType = 4;
    public const int TextType = 3;

    private const int ByteStringType = 2;
    private const int TagType = 6;
    private const int SimpleType = 7;
    private const int Indefinite = 31;
    private const byte Break = 0xFF;
    private const int MaximumDepth = 32;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The type of the next item; -1 at the end.</summary>
    public readonly int NextType => _rest.IsEmpty ? -1 : _rest[0] >> 5;

    /// <summary>Enters a map or an array.</summary>
    /// <param name="type">The expected type.</param>
    /// <param name="count">The number of items; null until a break.</param>
    public bool TryEnter(int type, out ulong? count)
    {
        count = null;
        if (NextType != type) return false;
        if ((_rest[0] & 31) != Indefinite) return TryReadHead(out _, out count);
        _rest = _rest[1..];
        return true;
    }

    /// <summary>Whether a map or an array that was entered has another item.</summary>
    public bool HasNext(ulong? count, ulong index)
    {
        if (count is { } known) return index < known && !_rest.IsEmpty;
        if (_rest.IsEmpty) return false;
        if (_rest[0] != Break) return true;
        _rest = _rest[1..];
        return false;
    }

    /// <summary>Reads a text, also one in several parts.</summary>
    public bool TryReadText(out string text)
    {
        text = "";
        if (NextType != TextType) return false;
        if ((_rest[0] & 31) != Indefinite) return TryReadPart(out text);
        _rest = _rest[1..];
        var parts = new StringBuilder();
        while (HasNext(null, 0))
        {
            if (NextType != TextType || !TryReadPart(out var part)) return false;
            parts.Append(part);
        }

        text = parts.ToString();
        return true;
    }

    /// <summary>Skips an item with everything in it.</summary>
    public bool TrySkip(int depth = 0)
    {
        if (depth > MaximumDepth || _rest.IsEmpty) return false;
        var type = NextType;
        if ((_rest[0] & 31) == Indefinite)
        {
            if (type is not (ByteStringType or TextType or ArrayType or MapType)) return false;
            _rest = _rest[1..];
            while (HasNext(null, 0))
            {
                if (!TrySkip(depth + 1)) return false;
            }

            return true;
        }

        if (!TryReadHead(out type, out var count)) return false;
        var items = count.GetValueOrDefault();
        switch (type)
        {
            case ByteStringType or TextType:
                return TrySkipBytes(items);
            case TagType:
                return TrySkip(depth + 1);
            case ArrayType or MapType:
                // Each item has at least one byte, so that a made-up count ends with the bytes.
                var isMap = type == MapType;
                for (ulong index = 0; index < items; index++)
                {
                    if (!TrySkip(depth + 1) || (isMap && !TrySkip(depth + 1))) return false;
                }

                return true;
            default:
                return true;
        }
    }

    private bool TryReadPart(out string text)
    {
        text = "";
        if (!TryReadHead(out _, out var length) || length is not { } count || count > (ulong)_rest.Length) return false;
        text = Encoding.UTF8.GetString(_rest[..(int)count].ToArray());
        _rest = _rest[(int)count..];
        return true;
    }

    private bool TrySkipBytes(ulong count)
    {
        if (count > (ulong)_rest.Length) return false;
        _rest = _rest[(int)count..];
        return true;
    }

    private bool TryReadHead(out int type, out ulong? value)
    {
        (type, value) = (NextType, null);
        if (_rest.IsEmpty) return false;
        var additional = _rest[0] & 31;
        var length = additional switch { < 24 => 0, 24 => 1, 25 => 2, 26 => 4, 27 => 8, _ => -1 };
        if (length < 0 || _rest.Length < 1 + length) return false;
        var field = _rest.Slice(1, length);
        value = length switch
        {
            0 => (ulong)additional,
            1 => field[0],
            2 => BinaryPrimitives.ReadUInt16BigEndian(field),
            4 => BinaryPrimitives.ReadUInt32BigEndian(field),
            _ => BinaryPrimitives.ReadUInt64BigEndian(field),
        };
        _rest = _rest[(1 + length)..];
        return type != SimpleType || additional < 28;
    }
}
