using System;
using System.Collections.Generic;
using System.Text;
using Reve.Graphics.Terminal.Quantization;

namespace Reve.Graphics.Terminal;

/// <summary>Writes the pixels of a Sixel image in bands of six rows, with run-length encoding.</summary>
internal sealed class SixelBandWriter(IndexedImage image, StringBuilder text)
{
    private const int Height = 6;
    private const char Empty = '?';

    // The code for a run takes at least three characters, so shorter runs are written out.
    private const int ShortestRun = 4;

    // For each color and column: which of the six pixels have the color, one bit per pixel.
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
                if (row[x] == IndexedImage.Transparent) continue;
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
            var color = _used[index];
            if (index > 0) text.Append('$');
            text.Append('#').Append(color);
            var columns = _columns.AsSpan(color * image.Width, image.Width);
            WriteColumns(columns);
            columns.Clear();
            _isUsed[color] = false;
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

            // The rest of the band has no pixels of this color.
            if (columns[0] == 0 && run == columns.Length) return;
            var sixel = (char)(Empty + columns[0]);
            if (run < ShortestRun) text.Append(sixel, run);
            else text.Append('!').Append(run).Append(sixel);
            columns = columns[run..];
        }
    }
}
