using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace Reve.Imaging;

/// <summary>A text as the letters of a font, not yet in lines.</summary>
internal sealed class TextRun
{
    private const int FirstIdeograph = 0x2E80;
    private const double DotSize = 1.25;

    private static readonly Regex Tags = new("<img>[0-9]+</img>", RegexOptions.CultureInvariant);

    private readonly List<TextPiece> _pieces = [];

    public TextRun(StrokeFont font, string text, bool findTags = false)
    {
        var tags = findTags ? Tags.Matches(text).Cast<Match>().ToArray() : [];
        for (var at = 0; at < text.Length;)
        {
            // Half of a pair, standing alone, is drawn as what it is.
            var codePoint = char.IsSurrogatePair(text, at) ? char.ConvertToUtf32(text, at) : text[at];
            Add(font, codePoint, tags.Any(tag => at >= tag.Index && at < tag.Index + tag.Length));
            at += codePoint > 0xFFFF ? 2 : 1;
            Length++;
        }

        for (var index = 0; index + 1 < _pieces.Count; index++)
        {
            var kerning = _pieces[index].Glyph.KerningTo(_pieces[index + 1].Glyph);
            _pieces[index] = _pieces[index] with { Advance = _pieces[index].Advance - kerning };
        }
    }

    public IReadOnlyList<TextPiece> Pieces => _pieces;

    /// <summary>How many code points the text has, drawn or not.</summary>
    public int Length { get; private set; }

    /// <summary>From the first ink to the last.</summary>
    public double Width => _pieces.Count == 0
        ? 0
        : _pieces.Sum(piece => piece.Advance) - _pieces[0].Glyph.Left
            - (_pieces[^1].Glyph.Advance - _pieces[^1].Glyph.Right) + StrokeFont.Pen;

    /// <summary>Draws some of the letters, those of tags or the others, the first ink at that place.</summary>
    /// <returns>Where the next letter would go.</returns>
    public double Draw(InkMask mask, Lettering lettering, double x, double baseline, Range range, bool tags = false)
    {
        var (from, length) = range.GetOffsetAndLength(_pieces.Count);
        if (length > 0)
            x += lettering.Radius - (_pieces[from].Glyph.Left * lettering.Scale);
        for (var index = from; index < from + length; index++)
        {
            var piece = _pieces[index];
            if (piece.IsTag == tags)
                Draw(mask, lettering, piece.Glyph, x, baseline);
            x += piece.Advance * lettering.Scale;
        }

        return x;
    }

    private static void Draw(InkMask mask, Lettering lettering, Glyph glyph, double x, double baseline)
    {
        var radius = Math.Max(0.55, lettering.Radius * glyph.Pen);
        foreach (var stroke in glyph.Strokes)
        {
            var placed = stroke.Scaled(lettering.Scale, -lettering.Scale).Moved(x, baseline);
            mask.Draw(placed, stroke.IsDot ? radius * DotSize : radius);
        }
    }

    private void Add(StrokeFont font, int codePoint, bool isTag)
    {
        if (IsInvisible(codePoint))
            return;

        if (_pieces.Count > 0 && Marked(font, _pieces[^1], codePoint) is { } marked)
        {
            _pieces[^1] = marked;
            return;
        }

        var glyph = font[codePoint];
        var kind = codePoint switch
        {
            '\n' => TextPieceKind.Break,
            _ when glyph.Strokes.Count == 0 => TextPieceKind.Space,
            >= FirstIdeograph => TextPieceKind.Ideograph,
            _ => TextPieceKind.Letter,
        };
        _pieces.Add(new TextPiece(glyph, glyph.Advance, kind, Length, isTag));
    }

    private static TextPiece? Marked(StrokeFont font, TextPiece piece, int mark)
    {
        if (piece.Kind != TextPieceKind.Letter)
            return null;

        return StrokeFont.Combine(font.Ready(piece.Glyph, mark), mark) is { } glyph
            ? piece with { Glyph = glyph }
            : null;
    }

    // Joiners, direction marks and selectors have no shape of their own; a line ends at \n, with or without \r.
    private static bool IsInvisible(int codePoint) => codePoint is '\r' or 0xAD
        or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x2064)
        or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF;
}
