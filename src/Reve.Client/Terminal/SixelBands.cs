using System;
using System.Collections.Generic;
using System.Text;

namespace Reve.Terminal;

/// <summary>The pixels of a Sixel picture, band by band, equal columns counted instead of repeated.</summary>
internal sealed class SixelBands(IndexedPicture picture, StringBuilder text)
{
    private const int Height = 6;
    private const char Empty = '?';

    // A count takes three characters at least, so shorter runs are written out.
    private const int ShortestRun = 4;

    // For each colour and column which of the six pixels have it, a bit each.
    private readonly byte[] _columns = new byte[picture.Palette.Count * picture.Width];
    private readonly bool[] _isUsed = new bool[picture.Palette.Count];
    private readonly List<int> _used = [];

    public void Write()
    {
        for (var top = 0; top < picture.Height; top += Height)
        {
            if (top > 0) text.Append('-');
            Collect(top);
            WriteBand();
        }
    }

    private void Collect(int top)
    {
        for (var y = top; y < Math.Min(top + Height, picture.Height); y++)
        {
            var bit = (byte)(1 << (y - top));
            var row = picture.Pixels.AsSpan(y * picture.Width, picture.Width);
            for (var x = 0; x < row.Length; x++)
            {
                if (row[x] == IndexedPicture.SeeThrough) continue;
                _columns[(row[x] * picture.Width) + x] |= bit;
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
            var columns = _columns.AsSpan(colour * picture.Width, picture.Width);
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
