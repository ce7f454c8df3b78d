using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Reve.Imaging;

/// <summary>
/// A font that is drawn with a round pen. What it has no letter for becomes a box with the code point in it, so
/// that nothing a prompt says is lost.
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

    /// <summary>The letter with a combining mark on it, or null when the mark is none that is drawn that way.</summary>
    public static Glyph? Combine(Glyph letter, int mark)
    {
        if (!Accents.TryGetPath(mark, out var path))
            return null;

        var (x, y) = mark switch
        {
            Accents.Horn => (letter.Right, letter.Top),
            Accents.Ogonek => (letter.Right - 1, 0.0),
            _ => ((letter.Left + letter.Right) / 2, Accents.IsAbove(mark) ? letter.Top + MarkGap : 0),
        };
        var marked = PenPath.Read(path).Select(stroke => stroke.Moved(x, y));
        return new Glyph([.. letter.Strokes, .. marked], letter.Advance, letter.Pen, letter.IsLetter);
    }

    /// <summary>The letter as it is under a mark: the dot gives way to what stands in its place.</summary>
    public Glyph Ready(Glyph letter, int mark)
    {
        if (!Accents.IsAbove(mark))
            return letter;
        if (letter == this['i'] || letter == this['і'])
            return this['ı'];
        return letter == this['j'] ? this['ȷ'] : letter;
    }

    private Glyph Make(int codePoint)
    {
        if (codePoint is ' ' or 0xA0 or 0x2009 or 0x202F or 0x3000 or '\t' or '\n')
            return new Glyph([], SpaceWidth);
        if (Accents.TryTakeApart(codePoint, out var parts))
            return Combine(Ready(this[parts.Letter], parts.Mark), parts.Mark)!;
        if (!GlyphTable.TryGet(codePoint, out var definition))
            return Box(codePoint);

        return definition[0] switch
        {
            '=' when definition.Length == 2 => this[definition[1]],
            '~' => SmallCapital(this[definition[1]]),
            '^' => Raised(this[definition[1]]),
            _ => Spaced(definition[0], definition[1], PenPath.Read(definition[3..]), IsLetter(codePoint)),
        };
    }

    private static bool IsLetter(int codePoint) => char.IsLetter((char)codePoint);

    private static Glyph Spaced(char before, char after, List<Stroke> strokes, bool isLetter, double pen = 1)
    {
        var left = strokes.Min(stroke => Math.Min(stroke.X1, stroke.X2));
        var right = strokes.Max(stroke => Math.Max(stroke.X1, stroke.X2));
        var start = Room(before);
        var moved = strokes.Select(stroke => stroke.Moved(start - left, 0));
        return new Glyph([.. moved], start + right - left + Room(after), pen, isLetter);
    }

    private static double Room(char side) => side switch
    {
        's' => 2.3,
        'r' => 1.8,
        'o' => 1.35,
        _ => 0.5,
    };

    private static Glyph SmallCapital(Glyph capital) => new(
        [.. capital.Strokes.Select(stroke => stroke.Scaled(0.86, SmallHeight / CapHeight))],
        (capital.Advance * 0.86) + 0.3, capital.Pen, capital.IsLetter);

    private static Glyph Raised(Glyph letter) => new(
        [.. letter.Strokes.Select(stroke => stroke.Scaled(0.56, 0.56).Moved(0, 6.6))],
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
        var strokes = PenPath.Read(outline);
        for (var index = 0; index < digits.Length; index++)
        {
            var digit = this[digits[index]];
            var x = 2.5 + (index % columns * (Cell + Gap)) + ((Cell - (digit.Advance * Scale)) / 2);
            var y = index < columns ? 7.1 : -1.2;
            strokes.AddRange(digit.Strokes.Select(stroke => stroke.Scaled(Scale, Scale).Moved(x, y)));
        }

        return Spaced('o', 'o', strokes, isLetter: false, pen: 0.6);
    }
}
