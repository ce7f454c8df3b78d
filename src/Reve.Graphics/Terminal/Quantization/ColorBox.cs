using System;
using System.Collections.Generic;
using Reve.Graphics.Drawing;

namespace Reve.Graphics.Terminal.Quantization;

/// <summary>A group of similar colors that becomes one palette color: a range of the histogram's cells.</summary>
internal sealed class ColorBox
{
    private readonly ColorHistogram _histogram;
    private readonly int _start;
    private readonly int _count;
    private readonly int _widest;

    public ColorBox(ColorHistogram histogram, int start, int count)
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

        Mean = new Color(Round(sums[0] / weight), Round(sums[1] / weight), Round(sums[2] / weight));
        Cut = sums[_widest] / weight;
    }

    /// <summary>The variance in the channel that varies most, times the pixel count; 0 for a single cell.</summary>
    public double Spread { get => _count > 1 ? field : 0; }

    public Color Mean { get; }

    private double Cut { get; }

    private ReadOnlySpan<int> Cells => _histogram.Cells.AsSpan(_start, _count);

    /// <summary>Splits the box at the mean of the channel that varies most.</summary>
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
