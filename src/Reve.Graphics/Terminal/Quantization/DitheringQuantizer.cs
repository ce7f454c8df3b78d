using System;
using System.Collections.Generic;
using Reve.Graphics.Drawing;

namespace Reve.Graphics.Terminal.Quantization;

/// <summary>
/// Maps a bitmap to the colors of a palette. Floyd-Steinberg dithering spreads the error of each pixel over its
/// neighbors, which keeps gradients smooth.
/// </summary>
internal sealed class DitheringQuantizer(IReadOnlyList<Color> palette)
{
    private readonly short[] _nearest = new short[ColorHistogram.CellCount];

    public IndexedImage Apply(Bitmap bitmap)
    {
        var pixels = new short[bitmap.Width * bitmap.Height];
        var here = new ErrorRow(bitmap.Width);
        var below = new ErrorRow(bitmap.Width);
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
                pixels[(y * bitmap.Width) + x] = Choose(bitmap.OpaqueColorAt(x, y), x, here, below);
            here.Clear();
            (here, below) = (below, here);
        }

        return new IndexedImage(bitmap.Width, bitmap.Height, pixels, palette);
    }

    private short Choose(Color? pixel, int x, ErrorRow here, ErrorRow below)
    {
        if (pixel is not { } color) return IndexedImage.Transparent;

        var red = here.Corrected(x, 0, color.Red);
        var green = here.Corrected(x, 1, color.Green);
        var blue = here.Corrected(x, 2, color.Blue);
        var number = Nearest(red, green, blue);
        var chosen = palette[number];
        ErrorRow.Distribute(here, below, x, 0, red - chosen.Red);
        ErrorRow.Distribute(here, below, x, 1, green - chosen.Green);
        ErrorRow.Distribute(here, below, x, 2, blue - chosen.Blue);
        return number;
    }

    /// <summary>The nearest palette color, searched once per cell of similar colors.</summary>
    private short Nearest(int red, int green, int blue)
    {
        ref var known = ref _nearest[ColorHistogram.CellOf(red, green, blue)];
        if (known == 0) known = (short)(Search(red, green, blue) + 1);
        return (short)(known - 1);
    }

    private int Search(int red, int green, int blue)
    {
        var best = 0;
        var least = int.MaxValue;
        for (var number = 0; number < palette.Count; number++)
        {
            var color = palette[number];
            var (dr, dg, db) = (color.Red - red, color.Green - green, color.Blue - blue);
            var distance = (dr * dr) + (dg * dg) + (db * db);
            if (distance >= least) continue;
            best = number;
            least = distance;
        }

        return best;
    }

    /// <summary>The accumulated errors of a row, in sixteenths.</summary>
    private sealed class ErrorRow(int width)
    {
        // One extra entry at each end removes the bounds checks for neighbors.
        private readonly int[] _errors = new int[(width + 2) * 3];

        public static void Distribute(ErrorRow here, ErrorRow below, int x, int channel, int error)
        {
            here.At(x + 1, channel) += error * 7;
            below.At(x - 1, channel) += error * 3;
            below.At(x, channel) += error * 5;
            below.At(x + 1, channel) += error;
        }

        public int Corrected(int x, int channel, int value) =>
            Math.Min(Math.Max(value + (At(x, channel) / 16), byte.MinValue), byte.MaxValue);

        public void Clear() => Array.Clear(_errors, 0, _errors.Length);

        private ref int At(int x, int channel) => ref _errors[((x + 1) * 3) + channel];
    }
}
