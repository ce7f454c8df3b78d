using System;
using System.Collections.Generic;

namespace Reve.Terminal;

/// <summary>A group of similar colours that will become one: a stretch of a shared list of histogram cells.</summary>
internal sealed class ColorBox
{
    private readonly ColourHistogram _histogram;
    private readonly int _start;
    private readonly int _count;
    private readonly int _widest;

    public ColorBox(ColourHistogram histogram, int start, int count)
    {
        _histogram = histogram;
        _start = start;
        _count = count;
        Span<double> sums = stackalloc double[3];
        Span<double> squares = stackalloc double[3];
        double weight = 0;
        foreach (var cell in Cells)
        {
            var pixels = histogram.Pixels(cell);
            weight += pixels;
            for (var channel = 0; channel < 3; channel++)
            {
                var value = histogram.Mean(cell, channel);
                sums[channel] += value * pixels;
                squares[channel] += value * value * pixels;
            }
        }

        for (var channel = 0; channel < 3; channel++)
        {
            var spread = squares[channel] - (sums[channel] * sums[channel] / weight);
            if (spread <= Spread) continue;
            Spread = spread;
            _widest = channel;
        }

        Mean = new Rgb(Round(sums[0] / weight), Round(sums[1] / weight), Round(sums[2] / weight));
        Cut = sums[_widest] / weight;
    }

    /// <summary>How far the pixels are from their mean in the channel where it is farthest; 0 for one cell.</summary>
    public double Spread { get => _count > 1 ? field : 0; }

    public Rgb Mean { get; }

    private double Cut { get; }

    private ReadOnlySpan<int> Cells => _histogram.Cells.AsSpan(_start, _count);

    /// <summary>Cuts the box in two at the mean of its widest channel.</summary>
    public (ColorBox Below, ColorBox Above) Split()
    {
        var cells = _histogram.Cells;
        var middle = _start;
        for (var at = _start; at < _start + _count; at++)
        {
            if (_histogram.Mean(cells[at], _widest) > Cut) continue;
            (cells[at], cells[middle]) = (cells[middle], cells[at]);
            middle++;
        }

        return (new ColorBox(_histogram, _start, middle - _start),
            new ColorBox(_histogram, middle, _start + _count - middle));
    }

    private static byte Round(double value) => (byte)(value + 0.5);
}
