using System.Linq;
using Xunit;

namespace Reve.Tests.Model;

public sealed class DisplayTextTests
{
    public static TheoryData<string> Unsafe =>
    [
        "\u001B", "\u0007", "\0", "\u007F", "\u009B", "\u009D", "\u200B", "\u200D", "\u200E", "\u202E", "\u2066", "\u2060",
        "\uFEFF", "\u00AD", "\uD800", "\uDC00", "\U000E0041", "\U000E0001", "\U000E0101", "\u3164",
    ];

    public static TheoryData<string> LineBreaks =>
        ["\n", "\r\n", "\r", "\t", "\v", "\f", "\u0085", "\u2028", "\u2029", "\n\n\n", "\n  \n"];

    [Theory]
    [MemberData(nameof(Unsafe))]
    public void A_character_that_controls_or_hides_is_replaced(string text) =>
        Assert.Equal("a\uFFFDb", DisplayText.Of("a" + text + "b"));

    [Theory]
    [MemberData(nameof(LineBreaks))]
    public void A_line_break_becomes_a_blank(string text) =>
        Assert.Equal("a b", DisplayText.Of("a" + text + "b").Replace("   ", " ").Replace("  ", " "));

    [Theory]
    [InlineData("ein Fuchs, größer als 狐 und лиса")]
    [InlineData("🦊 and 👍🏽, e\u0301 and a  b")]
    [InlineData("")]
    public void Visible_text_is_unchanged(string text) => Assert.Equal(text, DisplayText.Of(text));

    [Fact]
    public void A_long_text_ends_with_dots() =>
        Assert.Equal(new string('x', 500) + "...", DisplayText.Of(new string('x', 100_000)));

    [Fact]
    public void A_long_text_is_not_cut_inside_a_surrogate_pair() =>
        Assert.Equal("aaa...", DisplayText.Of("aaa🦊🦊", 4));

    [Fact]
    public void No_single_character_is_kept_that_moves_the_cursor() => Assert.All(
        Enumerable.Range(0, char.MaxValue + 1),
        code => Assert.DoesNotContain(DisplayText.Of(((char)code).ToString()), character =>
            char.IsControl(character) || char.IsSurrogate(character)));
}
