using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Reve.Graphics.Drawing;
using Reve.Graphics.Fonts;

namespace Reve.Graphics.TextLayout;

/// <summary>A text as glyphs of a font, before it is wrapped into lines.</summary>
internal sealed class TextRun
{
    private const int FirstIdeograph = 0x2E80;
    private const double DotSize = 1.25;

    private static readonly Regex Tags = new("<img>[0-9]+</img>", RegexOptions.CultureInvariant);

    private readonly List<TextElement> _elements = [];

    public TextRun(StrokeFont font, string text, bool findTags = false)
    {
        var tags = findTags ? Tags.Matches(text).Cast<Match>().ToArray() : [];
        for (var at = 0; at < text.Length;)
        {
            // An unpaired surrogate is drawn as a box with its code.
            var codePoint = char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at) : text[at];
            Add(font, codePoint, tags.Any(tag => at >= tag.Index && at < tag.Index + tag.Length));
            at += codePoint > 0xFFFF ? 2 : 1;
            Length++;
        }

        for (var index = 0; index + 1 < _elements.Count; index++)
        {
            var kerning = _elements[index].Glyph.KerningTo(_elements[index + 1].Glyph);
            _elements[index] = _elements[index] with { Advance = _elements[index].Advance - kerning };
        }
    }

    public IReadOnlyList<TextElement> Elements => _elements;

    /// <summary>The number of code points in the text, including invisible ones.</summary>
    public int Length { get; private set; }

    /// <summary>The width of the drawn part, without the spacing at both ends.</summary>
    public double Width => _elements.Count == 0
        ? 0
        : _elements.Sum(element => element.Advance) - _elements[0].Glyph.Left
            - (_elements[^1].Glyph.Advance - _elements[^1].Glyph.Right) + StrokeFont.Pen;

    /// <summary>Draws the elements of a range that belong to tags, or those that do not.</summary>
    /// <returns>The position of the next element.</returns>
    public double Draw(CoverageMask mask, TextStyle style, double x, double baseline, Range range, bool tags = false)
    {
        var (from, length) = range.GetOffsetAndLength(_elements.Count);
        if (length > 0)
            x += style.Radius - (_elements[from].Glyph.Left * style.Scale);
        for (var index = from; index < from + length; index++)
        {
            var element = _elements[index];
            if (element.IsTag == tags)
                Draw(mask, style, element.Glyph, x, baseline);
            x += element.Advance * style.Scale;
        }

        return x;
    }

    private static void Draw(CoverageMask mask, TextStyle style, Glyph glyph, double x, double baseline)
    {
        var radius = Math.Max(0.55, style.Radius * glyph.Pen);
        foreach (var stroke in glyph.Strokes)
        {
            var placed = stroke.Scale(style.Scale, -style.Scale).Offset(x, baseline);
            mask.Draw(placed, stroke.IsDot ? radius * DotSize : radius);
        }
    }

    private void Add(StrokeFont font, int codePoint, bool isTag)
    {
        if (IsInvisible(codePoint))
            return;

        if (_elements.Count > 0 && WithAccent(font, _elements[^1], codePoint) is { } accented)
        {
            _elements[^1] = accented;
            return;
        }

        var glyph = font[codePoint];
        var kind = codePoint switch
        {
            '\n' => TextElementKind.Break,
            _ when glyph.Strokes.Count == 0 => TextElementKind.Space,
            >= FirstIdeograph => TextElementKind.Ideograph,
            _ => TextElementKind.Letter,
        };
        _elements.Add(new TextElement(glyph, glyph.Advance, kind, Length, isTag));
    }

    private static TextElement? WithAccent(StrokeFont font, TextElement element, int accent)
    {
        if (element.Kind != TextElementKind.Letter)
            return null;

        return StrokeFont.Combine(font.BaseFor(element.Glyph, accent), accent) is { } glyph
            ? element with { Glyph = glyph }
            : null;
    }

    // Joiners, direction marks and variation selectors have no glyph. Lines break at \n, so \r is ignored.
    private static bool IsInvisible(int codePoint) => codePoint is '\r' or 0xAD
        or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2064)
        or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF;
}
