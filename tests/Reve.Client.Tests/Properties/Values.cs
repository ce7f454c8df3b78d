using System;
using System.Text;
using CsCheck;

namespace Reve.Tests.Properties;

/// <summary>Values that users, hosts and files can contain.</summary>
internal static class Values
{
    private static readonly string[] s_odd =
    [
        " ", ".", "..", "/", "\\", "-", "_", ":", "*", "\"", "'", "\0", "\n", "\r\n", "\t", "\u001B[31m", "\u202E",
        "\u200D", "\uFEFF", "\uFFFE", "\uFFFF", "\uFFFD", "\uD800", "\uDC00", "é", "e\u0301", "ﬁ", "ß", "İ", "漢字",
        "🦊", "👩‍👩‍👧", "CON", "nul", "COM¹", "LPT1.txt", "reve-journal.jsonl", ".reve-", "{index}", "</script>",
        "a paper fox", "100%", "~",
    ];

    /// <summary>Any text, also such that is not well-formed.</summary>
    public static Gen<string> Text { get; } = Gen
        .OneOf(Gen.OneOf(s_odd), Gen.String[0, 8], Gen.Char.AlphaNumeric.Array[0, 40].Select(string.Concat))
        .Array[0, 12].Select(string.Concat);

    /// <summary>Text that is well-formed.</summary>
    public static Gen<string> WellFormedText { get; } =
        Text.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));

    /// <summary>Keys as providers issue them.</summary>
    public static Gen<string> Key { get; } = Gen.Char[
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.:/+=~"].Array[12, 80].Select(string.Concat);

    /// <summary>Times with the precision of a journal.</summary>
    public static Gen<DateTimeOffset> Time { get; } =
        Gen.Int[0, int.MaxValue].Select(seconds => DateTimeOffset.FromUnixTimeSeconds(seconds));
}
