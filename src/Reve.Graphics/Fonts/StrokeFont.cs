using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Reve.Graphics.Drawing;

namespace Reve.Graphics.Fonts;

/// <summary>
/// A font that is drawn with a round pen. Characters without a glyph are drawn as a box that contains the code point.
/// </summary>
internal sealed class StrokeFont
{
    public const double CapHeight = 14;
    public const double SmallHeight = 10;
    public const double Descent = 5;
    public const double Pen = 1.56;

    private const double SpaceWidth = 5.2;
    private const double MarkGap = 2.3;

    private readonly Dictionary<int, Glyph> _glyphs = [];

    public Glyph this[int codePoint]
    {
        get
        {
            if (!_glyphs.TryGetValue(codePoint, out var glyph))
                _glyphs[codePoint] = glyph = Make(codePoint);
            return glyph;
        }
    }

    /// <summary>Adds a combining accent to a letter; null if the font does not have the accent.</summary>
    public static Glyph? Combine(Glyph letter, int mark)
    {
        if (!AccentTable.TryGetPath(mark, out var path))
            return null;

        var (x, y) = mark switch
        {
            AccentTable.Horn => (letter.Right, letter.Top),
            AccentTable.Ogonek => (letter.Right - 1, 0.0),
            _ => ((letter.Left + letter.Right) / 2, AccentTable.IsAbove(mark) ? letter.Top + MarkGap : 0),
        };
        var marked = PathParser.Read(path).Select(stroke => stroke.Offset(x, y));
        return new Glyph([.. letter.Strokes, .. marked], letter.Advance, letter.Pen, letter.IsLetter);
    }

    /// <summary>The base of an accented letter: i and j lose their dot below an accent.</summary>
    public Glyph BaseFor(Glyph letter, int mark)
    {
        if (!AccentTable.IsAbove(mark))
            return letter;
        if (letter == this['i'] || letter == this['і'])
            return this['ı'];
        return letter == this['j'] ? this['ȷ'] : letter;
    }

    private Glyph Make(int codePoint)
    {
        if (codePoint is ' ' or 0xA0 or 0x2009 or 0x202F or 0x3000 or '\t' or '\n')
            return new Glyph([], SpaceWidth);
        if (AccentTable.TryDecompose(codePoint, out var parts))
            return Combine(BaseFor(this[parts.Letter], parts.Mark), parts.Mark)!;
        if (!GlyphTable.TryGet(codePoint, out var definition))
            return Box(codePoint);

        return definition[0] switch
        {
            '=' when definition.Length == 2 => this[definition[1]],
            '~' => SmallCapital(this[definition[1]]),
            '^' => Superscript(this[definition[1]]),
            _ => Spaced(definition[0], definition[1], PathParser.Read(definition[3..]), IsLetter(codePoint)),
        };
    }

    private static bool IsLetter(int codePoint) => char.IsLetter((char)codePoint);

    private static Glyph Spaced(char before, char after, List<Stroke> strokes, bool isLetter, double pen = 1)
    {
        var left = strokes.Min(stroke => Math.Min(stroke.X1, stroke.X2));
        var right = strokes.Max(stroke => Math.Max(stroke.X1, stroke.X2));
        var start = Spacing(before);
        var moved = strokes.Select(stroke => stroke.Offset(start - left, 0));
        return new Glyph([.. moved], start + right - left + Spacing(after), pen, isLetter);
    }

    private static double Spacing(char side) => side switch
    {
        's' => 2.3,
        'r' => 1.8,
        'o' => 1.35,
        _ => 0.5,
    };

    private static Glyph SmallCapital(Glyph capital) => new(
        [.. capital.Strokes.Select(stroke => stroke.Scale(0.86, SmallHeight / CapHeight))],
        (capital.Advance * 0.86) + 0.3, capital.Pen, capital.IsLetter);

    private static Glyph Superscript(Glyph letter) => new(
        [.. letter.Strokes.Select(stroke => stroke.Scale(0.56, 0.56).Offset(0, 6.6))],
        (letter.Advance * 0.56) + 0.6, 0.8);

    private Glyph Box(int codePoint)
    {
        const double Scale = 0.44;
        const double Cell = 9.2 * Scale;
        const double Gap = 2;
        var digits = codePoint.ToString(codePoint > 0xFFFF ? "X6" : "X4", CultureInfo.InvariantCulture);
        var columns = digits.Length / 2;
        var width = (columns * Cell) + ((columns - 1) * Gap) + 5;
        var outline = FormattableString.Invariant(
            $"m 0 7 l 0 13 v 2 15 l {width - 2} 15 h {width} 13 l {width} -1 v {width - 2} -3 l 2 -3 h 0 -1 l 0 7");
        var strokes = PathParser.Read(outline);
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = this[digits[index]];
            var x = 2.5 + (index % columns * (Cell + Gap)) + ((Cell - (digit.Advance * Scale)) / 2);
            var y = index < columns ? 7.1 : -1.2;
            strokes.AddRange(digit.Strokes.Select(stroke => stroke.Scale(Scale, Scale).Offset(x, y)));
        }

        return Spaced('o', 'o', strokes, isLetter: false, pen: 0.6);
    }
}
