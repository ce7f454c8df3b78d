using System;
using System.Runtime.CompilerServices;

namespace Reve.Journal;

/// <summary>
/// Reads JSON in the plain form in which this module writes it: without blanks and exponents. Any other form is
/// rejected, valid or not. It takes a third of the time of a JSON parser, which matters for long journals.
/// </summary>
/// <param name="text">Well-formed UTF-8 without control characters.</param>
internal ref struct PlainJsonCursor(ReadOnlySpan<byte> text)
{
    // Numbers of more digits may not fit into a decimal or a long.
    private const int MostDigits = 18;
    private const int MostLevels = 8;

    private readonly ReadOnlySpan<byte> _text = text;
    private int _at;

    public readonly bool IsAtEnd => _at == _text.Length;

    /// <summary>Reads one character if it comes next.</summary>
    [MethodImpl(LongLoop.Optimized)]
    public bool Read(char expected)
    {
        if (_at >= _text.Length || _text[_at] != expected) return false;
        _at++;
        return true;
    }

    /// <summary>Reads these characters if they come next.</summary>
    [MethodImpl(LongLoop.Optimized)]
    public bool Read(ReadOnlySpan<byte> expected)
    {
        if (!_text.Slice(_at).StartsWith(expected)) return false;
        _at += expected.Length;
        return true;
    }

    /// <summary>Reads a string. Its value still has its escapes, which are none of Unicode.</summary>
    [MethodImpl(LongLoop.Optimized)]
    public bool ReadText(out ReadOnlySpan<byte> value)
    {
        value = default;
        if (!Read('"')) return false;
        var rest = _text.Slice(_at);
        for (var length = 0; rest.Slice(length).IndexOfAny((byte)'"', (byte)'\\') is >= 0 and var found; length += 2)
        {
            length += found;
            if (rest[length] == '"')
            {
                value = rest.Slice(0, length);
                _at += length + 1;
                return true;
            }

            if (length + 1 == rest.Length || !IsShortEscape(rest[length + 1])) return false;
        }

        return false;
    }

    /// <summary>Reads the name of a field and the colon after it.</summary>
    [MethodImpl(LongLoop.Optimized)]
    public bool ReadName(out ReadOnlySpan<byte> name) => ReadText(out name) && Read(':');

    /// <summary>Reads an integer that is not negative.</summary>
    [MethodImpl(LongLoop.Optimized)]
    public bool ReadCount(out long value)
    {
        var start = _at;
        for (value = 0; _at < _text.Length && IsDigit(_text[_at]) && _at - start < MostDigits; _at++)
        {
            value = (value * 10) + (_text[_at] - '0');
        }

        var length = _at - start;
        return length > 0 && (length == 1 || _text[start] != '0') && !IsNumberContinued();
    }

    /// <summary>Reads a number, with or without decimals.</summary>
    [MethodImpl(LongLoop.Optimized)]
    public bool ReadNumber()
    {
        _ = Read('-');
        var start = _at;
        SkipDigits();
        var length = _at - start;
        if (length == 0 || (length > 1 && _text[start] == '0')) return false;
        if (Read('.'))
        {
            var decimals = _at;
            SkipDigits();
            if (_at == decimals) return false;
        }

        return _at - start <= MostDigits && !IsNumberContinued();
    }

    /// <summary>Reads true or false.</summary>
    public bool ReadFlag() => Read("true"u8) || Read("false"u8);

    /// <summary>Reads an array of strings.</summary>
    public bool ReadTexts()
    {
        if (!Read('[')) return false;
        if (Read(']')) return true;
        do
        {
            if (!ReadText(out _)) return false;
        }
        while (Read(','));
        return Read(']');
    }

    /// <summary>Reads an object with any fields.</summary>
    [MethodImpl(LongLoop.Optimized)]
    public bool ReadObject(int depth = 0)
    {
        if (depth > MostLevels || !Read('{')) return false;
        if (Read('}')) return true;
        do
        {
            if (!ReadName(out _) || !ReadValue(depth + 1)) return false;
        }
        while (Read(','));
        return Read('}');
    }

    private bool ReadArray(int depth)
    {
        if (depth > MostLevels || !Read('[')) return false;
        if (Read(']')) return true;
        do
        {
            if (!ReadValue(depth + 1)) return false;
        }
        while (Read(','));
        return Read(']');
    }

    private bool ReadValue(int depth) => !IsAtEnd && _text[_at] switch
    {
        (byte)'"' => ReadText(out _),
        (byte)'{' => ReadObject(depth),
        (byte)'[' => ReadArray(depth),
        (byte)'t' or (byte)'f' => ReadFlag(),
        _ => ReadNumber(),
    };

    private static bool IsShortEscape(byte letter) => letter is (byte)'"' or (byte)'\\' or (byte)'/' or (byte)'b'
        or (byte)'f' or (byte)'n' or (byte)'r' or (byte)'t';

    private static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';

    private readonly bool IsNumberContinued() => _at < _text.Length
        && (IsDigit(_text[_at]) || _text[_at] is (byte)'.' or (byte)'e' or (byte)'E');

    private void SkipDigits()
    {
        while (_at < _text.Length && IsDigit(_text[_at])) _at++;
    }
}
