using System;
using System.Collections.Generic;
using Reve.Imaging;

namespace Reve.Terminal;

/// <summary>
/// Draws an image with the colours of a palette. What a pixel's colour lacks is handed on to its neighbours, so that
/// an even sky stays even (Floyd and Steinberg).
/// </summary>
internal sealed class Dithering(IReadOnlyList<Rgb> palette)
{
    private readonly short[] _nearest = new short[ColourHistogram.CellCount];

    public IndexedImage Apply(Bitmap bitmap)
    {
        var pixels = new short[bitmap.Width * bitmap.Height];
        var here = new ErrorRow(bitmap.Width);
        var below = new ErrorRow(bitmap.Width);
        for (var y = 0; y < bitmap.Height; y++)
        {
            for (var x = 0; x < bitmap.Width; x++)
                pixels[(y * bitmap.Width) + x] = Choose(bitmap.Seen(x, y), x, here, below);
            here.Clear();
            (here, below) = (below, here);
        }

        return new IndexedImage(bitmap.Width, bitmap.Height, pixels, palette);
    }

    private short Choose(Rgb? seen, int x, ErrorRow here, ErrorRow below)
    {
        if (seen is not { } colour) return IndexedImage.SeeThrough;

        var red = here.Corrected(x, 0, colour.Red);
        var green = here.Corrected(x, 1, colour.Green);
        var blue = here.Corrected(x, 2, colour.Blue);
        var number = Nearest(red, green, blue);
        var chosen = palette[number];
        ErrorRow.HandOn(here, below, x, 0, red - chosen.Red);
        ErrorRow.HandOn(here, below, x, 1, green - chosen.Green);
        ErrorRow.HandOn(here, below, x, 2, blue - chosen.Blue);
        return number;
    }

    /// <summary>The nearest colour of the palette, looked up once for each cell of similar colours.</summary>
    private short Nearest(int red, int green, int blue)
    {
        ref var known = ref _nearest[ColourHistogram.CellOf(red, green, blue)];
        if (known == 0) known = (short)(Search(red, green, blue) + 1);
        return (short)(known - 1);
    }

    private int Search(int red, int green, int blue)
    {
        var best = 0;
        var least = int.MaxValue;
        for (var number = 0; number < palette.Count; number++)
        {
            var colour = palette[number];
            var (dr, dg, db) = (colour.Red - red, colour.Green - green, colour.Blue - blue);
            var distance = (dr * dr) + (dg * dg) + (db * db);
            if (distance >= least) continue;
            best = number;
            least = distance;
        }

        return best;
    }

    /// <summary>What the pixels of a row still have to make up for, in sixteenths.</summary>
    private sealed class ErrorRow(int width)
    {
        // A place before the first pixel and one after the last spare the question whether there is a neighbour.
        private readonly int[] _errors = new int[(width + 2) * 3];

        public static void HandOn(ErrorRow here, ErrorRow below, int x, int channel, int error)
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
