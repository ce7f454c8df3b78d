using System.Collections.Generic;
using Reve.Graphics.Drawing;

namespace Reve.Graphics.Terminal.Quantization;

/// <summary>Counts the colors of a bitmap in 32,768 cells of similar colors.</summary>
internal sealed class ColorHistogram
{
    public const int CellCount = 1 << 15;

    private readonly int[] _pixels = new int[CellCount];
    private readonly long[] _sums = new long[CellCount * 3];

    public ColorHistogram(Bitmap bitmap)
    {
        for (var at = 0; at < bitmap.Width * bitmap.Height; at++)
        {
            if (bitmap.OpaqueColorAt(at % bitmap.Width, at / bitmap.Width) is { } color) Add(color);
        }

        var cells = new List<int>();
        for (var cell = 0; cell < CellCount; cell++)
        {
            if (_pixels[cell] > 0) cells.Add(cell);
        }

        Cells = cells.ToArray();
    }

    /// <summary>The cells that contain pixels. Their order has no meaning.</summary>
    public int[] Cells { get; }

    public static int CellOf(int red, int green, int blue) => (red >> 3 << 10) | (green >> 3 << 5) | (blue >> 3);

    public int Pixels(int cell) => _pixels[cell];

    public double Mean(int cell, int channel) => _sums[(cell * 3) + channel] / (double)_pixels[cell];

    private void Add(Color color)
    {
        var cell = CellOf(color.Red, color.Green, color.Blue);
        _pixels[cell]++;
        _sums[cell * 3] += color.Red;
        _sums[(cell * 3) + 1] += color.Green;
        _sums[(cell * 3) + 2] += color.Blue;
    }
}
