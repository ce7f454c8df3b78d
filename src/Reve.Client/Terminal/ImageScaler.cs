using System;
using Reve.Imaging;

namespace Reve.Terminal;

/// <summary>
/// Makes an image smaller or larger: a pixel becomes the average of the area it stands for, and what is see-through
/// does not colour its surroundings.
/// </summary>
internal static class ImageScaler
{
    private const int Channels = 4;
    private const int Opacity = 3;

    public static Bitmap Scale(Bitmap source, int width, int height)
    {
        if (width == source.Width && height == source.Height) return source;

        var target = new Bitmap(width, height, new byte[width * height * Channels]);
        var line = new float[source.Width * Channels];
        var tall = source.Height / (double)height;
        for (var y = 0; y < height; y++)
        {
            GatherRows(source, y * tall, (y + 1) * tall, line);
            GatherColumns(line, source.Width, tall, target.Rgba.AsSpan(y * width * Channels, width * Channels));
        }

        return target;
    }

    /// <summary>Sums up the rows from one height to another, each by its share, its colours by their opacity.</summary>
    private static void GatherRows(Bitmap source, double from, double to, float[] line)
    {
        Array.Clear(line, 0, line.Length);
        var stride = source.Width * Channels;
        for (var y = (int)from; y < Math.Min(to, source.Height); y++)
        {
            var share = Share(y, from, to);
            var row = source.Rgba.AsSpan(y * stride, stride);
            for (var at = 0; at < line.Length; at += Channels)
            {
                var weight = share * row[at + Opacity];
                line[at] += row[at] * weight;
                line[at + 1] += row[at + 1] * weight;
                line[at + 2] += row[at + 2] * weight;
                line[at + Opacity] += weight;
            }
        }
    }

    /// <summary>Makes pixels of what was summed up; <paramref name="tall"/> is how many rows went into it.</summary>
    private static void GatherColumns(float[] line, int columns, double tall, Span<byte> row)
    {
        var wide = columns * Channels / (double)row.Length;
        for (var x = 0; x < row.Length / Channels; x++)
        {
            var (from, to) = (x * wide, (x + 1) * wide);
            float red = 0, green = 0, blue = 0, opacity = 0;
            for (var column = (int)from; column < Math.Min(to, columns); column++)
            {
                var share = Share(column, from, to);
                var at = column * Channels;
                red += line[at] * share;
                green += line[at + 1] * share;
                blue += line[at + 2] * share;
                opacity += line[at + Opacity] * share;
            }

            if (opacity <= 0) continue;
            var pixel = row.Slice(x * Channels, Channels);
            pixel[0] = ToByte(red / opacity);
            pixel[1] = ToByte(green / opacity);
            pixel[2] = ToByte(blue / opacity);
            pixel[Opacity] = ToByte(opacity / (wide * tall));
        }
    }

    private static byte ToByte(double value) => (byte)Math.Min(byte.MaxValue, value + 0.5);

    private static float Share(int cell, double from, double to) =>
        (float)(Math.Min(cell + 1, to) - Math.Max(cell, from));
}
