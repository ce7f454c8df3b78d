using System.Collections.Generic;
using Reve.Imaging;

namespace Reve.Terminal;

/// <summary>How often each colour occurs, the colours gathered in 32 768 cells.</summary>
internal sealed class ColourHistogram
{
    public const int CellCount = 1 << 15;

    private readonly int[] _pixels = new int[CellCount];
    private readonly long[] _sums = new long[CellCount * 3];

    public ColourHistogram(Bitmap bitmap)
    {
        for (var at = 0; at < bitmap.Width * bitmap.Height; at++)
        {
            if (bitmap.Seen(at % bitmap.Width, at / bitmap.Width) is { } colour) Add(colour);
        }

        var cells = new List<int>();
        for (var cell = 0; cell < CellCount; cell++)
        {
            if (_pixels[cell] > 0) cells.Add(cell);
        }

        Cells = cells.ToArray();
    }

    /// <summary>The cells that hold any pixel, in an order of no meaning.</summary>
    public int[] Cells { get; }

    public static int CellOf(int red, int green, int blue) => (red >> 3 << 10) | (green >> 3 << 5) | (blue >> 3);

    public int Pixels(int cell) => _pixels[cell];

    public double Mean(int cell, int channel) => _sums[(cell * 3) + channel] / (double)_pixels[cell];

    private void Add(Rgb colour)
    {
        var cell = CellOf(colour.Red, colour.Green, colour.Blue);
        _pixels[cell]++;
        _sums[cell * 3] += colour.Red;
        _sums[(cell * 3) + 1] += colour.Green;
        _sums[(cell * 3) + 2] += colour.Blue;
    }
}
