using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve.Imaging;

/// <summary>A text in lines, as large as its space allows.</summary>
internal sealed class TextBlock
{
    private const double Step = 0.97;
    private const int FewLines = 6;

    // For the accents of the first line's capitals.
    private const double Headroom = 3.5;

    // JobText are only broken when the letters are small already.
    private const double SmallLetters = 1.8;

    private readonly TextRun _run;
    private readonly IReadOnlyList<TextLine> _lines;
    private readonly TextRun? _ellipsis;

    private TextBlock(TextRun run, IReadOnlyList<TextLine> lines, double scale, TextRun? ellipsis = null)
    {
        _run = run;
        _lines = lines;
        _ellipsis = ellipsis;
        Lettering = new Lettering(scale);
    }

    public Lettering Lettering { get; }

    /// <summary>How many code points found no room.</summary>
    public int Hidden => _ellipsis is null ? 0 : _run.Length - _run.Pieces[_lines[^1].End].Ordinal;

    public double Width => _lines.Count == 0 ? 0 : _lines.Max(line => line.Width) * Lettering.Scale;

    public double Height => HeightOf(_lines.Count, Lettering.Scale);

    /// <param name="run">The text.</param>
    /// <param name="ellipsis">What stands at the end when even the smallest letters leave no room for all.</param>
    /// <param name="width">Pixels for a line.</param>
    /// <param name="height">Pixels for all lines.</param>
    /// <param name="largest">The scale that is tried first.</param>
    /// <param name="smallest">The scale that is still legible.</param>
    public static TextBlock Fit(
        TextRun run, TextRun ellipsis, double width, double height, double largest, double smallest)
    {
        for (var scale = largest; ; scale *= Step)
        {
            scale = Math.Max(scale, smallest);
            var lines = TextLine.Wrap(run, width / scale);
            var fits = HeightOf(lines.Count, scale) <= height
                && (scale <= SmallLetters || !lines.Any(line => line.EndsWithinWord));
            if (fits)
                return new TextBlock(run, Balanced(run, lines, width / scale), scale);
            if (scale <= smallest)
                return Cut(run, ellipsis, lines, width, height, scale);
        }
    }

    public void Draw(InkMask mask, double x, double top, bool tags)
    {
        var baseline = Math.Round(top + ((Headroom + StrokeFont.CapHeight) * Lettering.Scale));
        for (var index = 0; index < _lines.Count; index++)
        {
            var line = _lines[index];
            var y = baseline + Math.Round(index * Lettering.LineHeight * Lettering.Scale);
            var end = _run.Draw(mask, Lettering, x, y, line.Start..line.End, tags);
            if (index == _lines.Count - 1)
                _ellipsis?.Draw(mask, Lettering, end + Lettering.Scale, y, ..);
        }
    }

    private static double HeightOf(int lines, double scale) =>
        (((lines - 1) * Lettering.LineHeight) + Headroom + StrokeFont.CapHeight + StrokeFont.Descent) * scale;

    private static TextBlock Cut(
        TextRun run, TextRun ellipsis, List<TextLine> lines, double width, double height, double scale)
    {
        var room = (height / scale) - Headroom - StrokeFont.CapHeight - StrokeFont.Descent;
        var kept = Math.Max(1, 1 + (int)(room / Lettering.LineHeight));
        if (kept >= lines.Count)
            return new TextBlock(run, lines, scale);

        lines.RemoveRange(kept, lines.Count - kept);
        var last = lines[^1];
        while (last.End > last.Start + 1 && last.Width + ellipsis.Width > width / scale)
            last = last with { End = last.End - 1, Width = last.Width - run.Pieces[last.End - 1].Advance };
        lines[^1] = last;
        return new TextBlock(run, lines, scale, ellipsis);
    }

    // The narrowest lines that are no more lines: nothing is left alone on the last one.
    private static List<TextLine> Balanced(TextRun run, List<TextLine> lines, double width)
    {
        if (lines.Count is 1 or > FewLines)
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
