using System.Collections.Generic;
using System.Linq;
using Reve.Graphics.Drawing;
using Reve.Graphics.Fonts;
using Reve.Graphics.TextLayout;
using Xunit;

namespace Reve.Tests.Graphics;

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
    public void Ascii_and_the_letters_of_Europe_and_Vietnam_have_glyphs()
    {
        var ascii = new string([.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code)]);

        var boxes = (ascii + Latin + Signs + Greek + Cyrillic).Where(letter => IsBox(letter));

        Assert.Equal("", string.Concat(boxes));
    }

    [Fact]
    public void All_ascii_glyphs_differ()
    {
        var drawn = Enumerable.Range('!', '~' - '!' + 1).Select(code => string.Join(" ", _font[code].Strokes));

        Assert.Equal('~' - '!' + 1, drawn.Distinct().Count());
    }

    [Theory]
    [InlineData(0x72D0)]
    [InlineData(0x1F98A)]
    [InlineData(0xD83E)]
    [InlineData(7)]
    public void A_character_without_a_glyph_is_a_box_with_its_code_point(int codePoint)
    {
        Assert.True(IsBox(codePoint));
        Assert.NotEqual(_font[codePoint].Strokes, _font[codePoint + 1].Strokes);
    }

    [Theory]
    [InlineData("é", "e\u0301")]
    [InlineData("ǐ", "i\u030C")]
    [InlineData("ệ", "e\u0323\u0302")]
    [InlineData("ș", "s\u0326")]
    public void Precomposed_and_combining_accents_look_the_same(string whole, string parts) =>
        Assert.Equal(Strokes(whole), Strokes(parts));

    [Fact]
    public void Letter_pairs_with_a_gap_move_closer() =>
        Assert.True(_font['T'].KerningTo(_font['o']) > _font['H'].KerningTo(_font['o']));

    [Theory]
    [InlineData(40)]
    [InlineData(200)]
    [InlineData(1000)]
    public void Lines_contain_every_letter_and_are_not_wider_than_specified(double width)
    {
        var run = new TextRun(_font, "one two three  four\nfive incomprehensibilities six");

        var lines = TextLine.Wrap(run, width);

        Assert.All(lines, line => Assert.True(line.Width <= width));
        var drawn = lines.SelectMany(line => run.Elements.Skip(line.Start).Take(line.End - line.Start));
        Assert.Equal(Letters(run.Elements), Letters(drawn));
    }

    private static int Letters(IEnumerable<TextElement> elements) =>
        elements.Count(element => element.Kind == TextElementKind.Letter);

    private bool IsBox(int codePoint) => _font[codePoint].Pen < 0.7;

    private Stroke[] Strokes(string text) =>
        [.. new TextRun(_font, text).Elements.SelectMany(element => element.Glyph.Strokes)];
}
