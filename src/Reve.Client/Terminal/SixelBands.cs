using System.Collections.Generic;
using System.Text;
using System;
using Reve.Imaging;

namespace Reve.Terminal;

/// <summary>The pixels of a Sixel image, band by band, equal columns counted instead of repeated.</summary>
internal sealed class SixelBands(IndexedImage image, StringBuilder text)
{
    private const int Height = 6;
    private const char Empty = '?';

    // A count takes three characters at least, so shorter runs are written out.
    private const int ShortestRun = 4;

    // For each colour and column which of the six pixels have it, a bit each.
    private readonly byte[] _columns = new byte[image.Palette.Count * image.Width];
    private readonly bool[] _isUsed = new bool[image.Palette.Count];
    private readonly List<int> _used = [];

    public void Write()
    {
        for (var top = 0; top < image.Height; top += Height)
        {
            if (top > 0) text.Append('-');
            Collect(top);
            WriteBand();
        }
    }

    private void Collect(int top)
    {
        for (var y = top; y < Math.Min(top + Height, image.Height); y++)
        {
            var bit = (byte)(1 << (y - top));
            var row = image.Pixels.AsSpan(y * image.Width, image.Width);
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x] == IndexedImage.SeeThrough) continue;
                _columns[(row[x] * image.Width) + x] |= bit;
                if (_isUsed[row[x]]) continue;
                _isUsed[row[x]] = true;
                _used.Add(row[x]);
            }
        }
    }

    private void WriteBand()
    {
        for (var index = 0; index < _used.Count; index++)
        {
            var colour = _used[index];
            if (index > 0) text.Append('$');
            text.Append('#').Append(colour);
            var columns = _columns.AsSpan(colour * image.Width, image.Width);
            WriteColumns(columns);
            columns.Clear();
            _isUsed[colour] = false;
        }

        _used.Clear();
    }

    private void WriteColumns(ReadOnlySpan<byte> columns)
    {
        while (!columns.IsEmpty)
        {
            var run = 1;
            while (run < columns.Length && columns[run] == columns[0])
                run++;

            // Nothing of this colour is left to draw in the band.
            if (columns[0] == 0 && run == columns.Length) return;
            var sixel = (char)(Empty + columns[0]);
            if (run < ShortestRun) text.Append(sixel, run);
            else text.Append('!').Append(run).Append(sixel);
            columns = columns[run..];
        }
    }
}
