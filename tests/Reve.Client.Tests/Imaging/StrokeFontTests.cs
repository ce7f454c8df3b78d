using System.Collections.Generic;
using System.Linq;
using Reve.Imaging;
using Xunit;

namespace Reve.Tests.Imaging;

public class StrokeFontTests
{
    private const string Latin = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
        + "ĀāĂăĄąĆćĈĉĊċČčĎďĐđĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĦħĨĩĪīĬĭĮįİıĴĵĶķĹĺĻļĽľŁłŃńŅņŇňŌōŎŏŐőŒœŔŕŖŗŘřŚśŜŝŞşŠšŢţŤť"
        + "ŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžȘșȚțẞ" + "ẠạẢảẤấẦầẨẩẪẫẬậẮắẰằẲẳẴẵẶặẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỢợ"
        + "ỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ";

    private const string Signs = "«»‹›–—…‘’“”‚„•·×÷±°£€¥¢¿¡§¶©®™ªº¹²³µ→←↑↓";
    private const string Greek = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρςστυφχψωάέήίόύώ";
    private const string Cyrillic = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ";

    private readonly StrokeFont _font = new();

    [Fact]
    public void All_of_ascii_and_the_letters_of_europe_and_vietnam_are_drawn_as_themselves()
    {
        var ascii = new string([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

        var boxes = (ascii + Latin + Signs + Greek + Cyrillic).Where(letter => IsBox(letter));

        Assert.Equal("", string.Concat(boxes));
    }

    [Fact]
    public void No_two_letters_of_ascii_look_the_same()
    {
        var drawn = Enumerable.Range('!', '~' - '!' + 1).Select(code => string.Join(" ", _font[code].Strokes));

        Assert.Equal('~' - '!' + 1, drawn.Distinct().Count());
    }

    [Theory]
    [InlineData(0x72D0)]
    [InlineData(0x1F98A)]
    [InlineData(0xD83E)]
    [InlineData(7)]
    public void What_has_no_letter_is_a_box_that_tells_its_code_point(int codePoint)
    {
        Assert.True(IsBox(codePoint));
        Assert.NotEqual(_font[codePoint].Strokes, _font[codePoint + 1].Strokes);
    }

    [Theory]
    [InlineData("é", "e\u0301")]
    [InlineData("ǐ", "i\u030C")]
    [InlineData("ệ", "e\u0323\u0302")]
    [InlineData("ș", "s\u0326")]
    public void A_letter_and_its_mark_look_the_same_in_one_piece_or_in_two(string whole, string parts) =>
        Assert.Equal(Strokes(whole), Strokes(parts));

    [Fact]
    public void Letters_that_leave_each_other_room_come_closer() =>
        Assert.True(_font['T'].KerningTo(_font['o']) > _font['H'].KerningTo(_font['o']));

    [Theory]
    [InlineData(40)]
    [InlineData(200)]
    [InlineData(1000)]
    public void Lines_hold_every_word_and_are_never_wider_than_they_may_be(double width)
    {
        var run = new TextRun(_font, "one two three  four\nfive incomprehensibilities six");

        var lines = TextLine.Wrap(run, width);

        Assert.All(lines, line => Assert.True(line.Width <= width));
        var drawn = lines.SelectMany(line => run.Pieces.Skip(line.Start).Take(line.End - line.Start));
        Assert.Equal(Letters(run.Pieces), Letters(drawn));
    }

    private static int Letters(IEnumerable<TextPiece> pieces) =>
        pieces.Count(piece => piece.Kind == TextPieceKind.Letter);

    private bool IsBox(int codePoint) => _font[codePoint].Pen < 0.7;

    private Stroke[] Strokes(string text) =>
        [.. new TextRun(_font, text).Pieces.SelectMany(piece => piece.Glyph.Strokes)];
}
