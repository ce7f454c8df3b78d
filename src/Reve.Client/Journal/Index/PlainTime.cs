using System;
using System.Runtime.CompilerServices;

namespace Reve.Journal;

/// <summary>Checks a time in the form in which this module writes it, such as 2026-01-02T03:04:05.67+00:00.</summary>
internal static class PlainTime
{
    private const int LengthToSeconds = 19;
    private const int LengthOfOffset = 6;
    private const int MostDecimals = 7;

    // Any offset can be applied to a time in these years.
    private const int LastYear = 9998;

    private static ReadOnlySpan<byte> Pattern => "0000-00-00T00:00:00"u8;

    [MethodImpl(LongLoop.Optimized)]
    public static bool IsValid(ReadOnlySpan<byte> text)
    {
        if (text.Length < LengthToSeconds + 1 || !Matches(text.Slice(0, LengthToSeconds), Pattern)) return false;
        var (year, month, day) = ((Two(text, 0) * 100) + Two(text, 2), Two(text, 5), Two(text, 8));
        return year is > 1 and <= LastYear && month is >= 1 and <= 12
            && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            && Two(text, 11) < 24 && Two(text, 14) < 60 && Two(text, 17) < 60
            && IsOffset(WithoutDecimals(text.Slice(LengthToSeconds)));
    }

    private static ReadOnlySpan<byte> WithoutDecimals(ReadOnlySpan<byte> text)
    {
        if (text[0] != '.') return text;
        var length = 1;
        while (length < text.Length && length <= MostDecimals && IsDigit(text[length])) length++;
        return length > 1 ? text.Slice(length) : default;
    }

    private static bool IsOffset(ReadOnlySpan<byte> text)
    {
        if (text.Length == 1) return text[0] == 'Z';
        return text.Length == LengthOfOffset && text[0] is (byte)'+' or (byte)'-'
            && Matches(text.Slice(1), "00:00"u8) && Two(text, 1) < 14 && Two(text, 4) < 60;
    }

    /// <summary>Whether a text has digits where the pattern has zeros, and is equal to it elsewhere.</summary>
    [MethodImpl(LongLoop.Optimized)]
    private static bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern)
    {
        for (var at = 0; at < pattern.Length; at++)
        {
            if (pattern[at] == '0' ? !IsDigit(text[at]) : text[at] != pattern[at]) return false;
        }

        return true;
    }

    private static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';

    private static int Two(ReadOnlySpan<byte> text, int at) => ((text[at] - '0') * 10) + text[at + 1] - '0';
}
