using System;
using System.Collections.Generic;
using Reve.Graphics.Drawing;

namespace Reve.Graphics.Fonts;

/// <summary>A character of the stroke font in font units. The baseline is at zero; y increases upward.</summary>
internal sealed class Glyph
{
    private const int Bands = 11;
    private const double BandHeight = 2;
    private const double LowestBand = -5;
    private const double WidestGap = 4.7;
    private const double MaximumKerning = 2;

    private readonly double[] _left = new double[Bands];
    private readonly double[] _right = new double[Bands];

    public Glyph(IReadOnlyList<Stroke> strokes, double advance, double pen = 1, bool isLetter = false)
    {
        Strokes = strokes;
        Advance = advance;
        Pen = pen;
        IsLetter = isLetter;
        _left.AsSpan().Fill(double.PositiveInfinity);
        _right.AsSpan().Fill(double.PositiveInfinity);
        Left = strokes.Count == 0 ? 0 : double.PositiveInfinity;
        foreach (var stroke in strokes)
            Measure(stroke);
    }

    public IReadOnlyList<Stroke> Strokes { get; }

    /// <summary>The distance from the start of this glyph to the start of the next one.</summary>
    public double Advance { get; }

    /// <summary>The width of the pen relative to the normal width.</summary>
    public double Pen { get; }

    public bool IsLetter { get; }

    public double Left { get; private set; }

    public double Right { get; private set; }

    public double Top { get; private set; }

    /// <summary>By how much the next letter moves closer, as in "To".</summary>
    public double KerningTo(Glyph next)
    {
        if (!IsLetter || !next.IsLetter)
            return 0;

        var gap = double.PositiveInfinity;
        for (var band = 0; band < Bands; band++)
        {
            for (var other = Math.Max(0, band - 1); other <= Math.Min(Bands - 1, band + 1); other++)
                gap = Math.Min(gap, _right[band] + next._left[other]);
        }

        return Math.Min(MaximumKerning, Math.Max(0, gap - WidestGap));
    }

    private void Measure(Stroke stroke)
    {
        Left = Math.Min(Left, Math.Min(stroke.X1, stroke.X2));
        Right = Math.Max(Right, Math.Max(stroke.X1, stroke.X2));
        Top = Math.Max(Top, Math.Max(stroke.Y1, stroke.Y2));

        // Sampled points give each band the extent of its own part of a slanted stroke.
        const int Steps = 12;
        for (var step = 0; step <= Steps; step++)
        {
            var t = (double)step / Steps;
            var x = stroke.X1 + (t * (stroke.X2 - stroke.X1));
            var y = stroke.Y1 + (t * (stroke.Y2 - stroke.Y1));
            var band = (int)((y - LowestBand) / BandHeight);
            if (band is < 0 or >= Bands)
                continue;
            _left[band] = Math.Min(_left[band], x);
            _right[band] = Math.Min(_right[band], Advance - x);
        }
    }
}
