using System;
using System.Collections.Generic;
using System.Linq;
using Reve.Graphics.Drawing;
using Reve.Graphics.Fonts;

namespace Reve.Graphics.TextLayout;

/// <summary>A text that is wrapped into lines and as large as its space allows.</summary>
internal sealed class TextBlock
{
    private const double ScaleStep = 0.97;
    private const int MaximumBalancedLines = 6;

    // Space for accents on the capitals of the first line.
    private const double Headroom = 3.5;

    // Above this scale, the text is made smaller before a word is broken.
    private const double SmallScale = 1.8;

    private readonly TextRun _run;
    private readonly IReadOnlyList<TextLine> _lines;
    private readonly TextRun? _ellipsis;

    private TextBlock(TextRun run, IReadOnlyList<TextLine> lines, double scale, TextRun? ellipsis = null)
    {
        _run = run;
        _lines = lines;
        _ellipsis = ellipsis;
        Style = new TextStyle(scale);
    }

    public TextStyle Style { get; }

    /// <summary>The number of code points that did not fit.</summary>
    public int Hidden => _ellipsis is null ? 0 : _run.Length - _run.Elements[_lines[^1].End].Ordinal;

    public double Width => _lines.Count == 0 ? 0 : _lines.Max(line => line.Width) * Style.Scale;

    public double Height => HeightOf(_lines.Count, Style.Scale);

    /// <param name="run">The text.</param>
    /// <param name="ellipsis">The mark at the end of a text that does not fit at the smallest scale.</param>
    /// <param name="width">The width of a line in pixels.</param>
    /// <param name="height">The height of all lines in pixels.</param>
    /// <param name="largest">The largest scale.</param>
    /// <param name="smallest">The smallest legible scale.</param>
    public static TextBlock Fit(
        TextRun run, TextRun ellipsis, double width, double height, double largest, double smallest)
    {
        for (var scale = largest; ; scale *= ScaleStep)
        {
            scale = Math.Max(scale, smallest);
            var lines = TextLine.Wrap(run, width / scale);
            var fits = HeightOf(lines.Count, scale) <= height
                && (scale <= SmallScale || !lines.Any(line => line.EndsWithinWord));
            if (fits)
                return new TextBlock(run, Balanced(run, lines, width / scale), scale);
            if (scale <= smallest)
                return Cut(run, ellipsis, lines, width, height, scale);
        }
    }

    public void Draw(CoverageMask mask, double x, double top, bool tags)
    {
        var baseline = Math.Round(top + ((Headroom + StrokeFont.CapHeight) * Style.Scale));
        for (var index = 0; index < _lines.Count; index++)
        {
            var line = _lines[index];
            var y = baseline + Math.Round(index * TextStyle.LineHeight * Style.Scale);
            var end = _run.Draw(mask, Style, x, y, line.Start..line.End, tags);
            if (index == _lines.Count - 1)
                _ellipsis?.Draw(mask, Style, end + Style.Scale, y, ..);
        }
    }

    private static double HeightOf(int lines, double scale) =>
        (((lines - 1) * TextStyle.LineHeight) + Headroom + StrokeFont.CapHeight + StrokeFont.Descent) * scale;

    private static TextBlock Cut(
        TextRun run, TextRun ellipsis, List<TextLine> lines, double width, double height, double scale)
    {
        var room = (height / scale) - Headroom - StrokeFont.CapHeight - StrokeFont.Descent;
        var kept = Math.Max(1, 1 + (int)(room / TextStyle.LineHeight));
        if (kept >= lines.Count)
            return new TextBlock(run, lines, scale);

        lines.RemoveRange(kept, lines.Count - kept);
        var last = lines[^1];
        while (last.End > last.Start + 1 && last.Width + ellipsis.Width > width / scale)
            last = last with { End = last.End - 1, Width = last.Width - run.Elements[last.End - 1].Advance };
        lines[^1] = last;
        return new TextBlock(run, lines, scale, ellipsis);
    }

    // Finds the narrowest width that needs no additional line, which avoids a short last line.
    private static List<TextLine> Balanced(TextRun run, List<TextLine> lines, double width)
    {
        if (lines.Count is 1 or > MaximumBalancedLines)
            return lines;

        var (best, narrow, wide) = (lines, width / 2, width);
        for (var round = 0; round < 8; round++)
        {
            var middle = (narrow + wide) / 2;
            var tried = TextLine.Wrap(run, middle);
            var worse = tried.Count > lines.Count || tried.Any(line => line.EndsWithinWord);
            if (worse)
                narrow = middle;
            else
                (best, wide) = (tried, middle);
        }

        return best;
    }
}
