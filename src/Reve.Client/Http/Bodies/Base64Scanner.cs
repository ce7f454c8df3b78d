using System;
using Reve.Platform;

namespace Reve.Http;

/// <summary>
/// Finds the characters of base64 in JSON text. JSON can escape some of them, also several times when JSON is nested in
/// a string of JSON: as \/ and \u002B, for example.
/// </summary>
internal struct Base64Scanner
{
    private const int HexDigits = 4;

    private int _backslashes;
    private int _digits;
    private int _code;

    /// <summary>The result of one byte.</summary>
    public enum Result
    {
        /// <summary>The byte belongs to no base64.</summary>
        End,

        /// <summary>A character of base64 is complete.</summary>
        Character,

        /// <summary>The byte is the beginning of an escape.</summary>
        Pending,

        /// <summary>A line break, which base64 may contain.</summary>
        LineBreak,
    }

    public byte Character { get; private set; }

    public readonly bool IsInEscape => _backslashes > 0;

    /// <summary>The characters of base64 at the beginning of a text, without padding.</summary>
    public static ReadOnlySpan<byte> Letters(ReadOnlySpan<byte> text) => text.Slice(0, TextBytes.CountBase64(text));

    private static bool IsBase64(int letter) => letter is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z')
        or (>= '0' and <= '9') or '+' or '/' or '=';

    public Result Next(byte letter)
    {
        if (_digits > 0) return NextDigit(letter);
        if (letter == '\\')
        {
            _backslashes++;
            return Result.Pending;
        }

        if (_backslashes == 0) return Complete(letter);
        switch (letter)
        {
            case (byte)'/':
                return Complete(letter);
            case (byte)'n' or (byte)'r':
                return Complete('\n');
            case (byte)'u':
                (_digits, _code) = (HexDigits, 0);
                return Result.Pending;
            default:
                return Complete(0);
        }
    }

    private Result NextDigit(byte letter)
    {
        var digit = letter switch
        {
            >= (byte)'0' and <= (byte)'9' => letter - '0',
            >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
            >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
            _ => -1,
        };
        if (digit < 0) return Complete(0);
        _code = (_code * 16) + digit;
        return --_digits > 0 ? Result.Pending : Complete(_code);
    }

    private Result Complete(int letter)
    {
        (_backslashes, _digits) = (0, 0);
        if (letter is '\n' or '\r') return Result.LineBreak;
        if (!IsBase64(letter)) return Result.End;
        Character = (byte)letter;
        return Result.Character;
    }
}
