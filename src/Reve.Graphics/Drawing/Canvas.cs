using System;
using System.Runtime.CompilerServices;

namespace Reve.Graphics.Drawing;

/// <summary>A drawing surface. Rows are stored from the top, with three bytes per pixel.</summary>
internal sealed class Canvas(int width, int height)
{
    private readonly byte[] _pixels = new byte[width * height * 3];

    public int Width => width;

    public int Height => height;

    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Blends a color over a pixel; alpha 255 replaces the pixel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Blend(int x, int y, Color color, int alpha)
    {
        var pixel = _pixels.AsSpan(((y * width) + x) * 3, 3);
        pixel[0] = Blend(pixel[0], color.Red, alpha);
        pixel[1] = Blend(pixel[1], color.Green, alpha);
        pixel[2] = Blend(pixel[2], color.Blue, alpha);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Set(int x, int y, Color color)
    {
        var at = ((y * width) + x) * 3;
        (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = (color.Red, color.Green, color.Blue);
    }

    public void FillRow(int y, int left, int right, Color color)
    {
        if (left >= right)
            return;

        var row = _pixels.AsSpan(((y * width) + left) * 3, (right - left) * 3);
        (row[0], row[1], row[2]) = (color.Red, color.Green, color.Blue);
        for (var done = 3; done < row.Length; done *= 2)
            row[..Math.Min(done, row.Length - done)].CopyTo(row[done..]);
    }

    /// <summary>Fills a rounded rectangle; <paramref name="softness"/> is the width of its edge in pixels.</summary>
    [MethodImpl(PixelLoop.Optimized)]
    public void FillRounded(Rectangle area, double radius, Color color, double strength = 1, double softness = 1)
    {
        var box = area.Inflate(softness);
        var (right, bottom) = (Math.Min(width, (int)box.Right + 1), Math.Min(height, (int)box.Bottom + 1));
        for (var y = Math.Max(0, (int)box.Top); y < bottom; y++)
        {
            for (var x = Math.Max(0, (int)box.Left); x < right; x++)
            {
                var inside = 0.5 - (area.DistanceTo(x + 0.5, y + 0.5, radius) / softness);
                var cover = Math.Min(1, Math.Max(0, inside));
                var smooth = softness > 1 ? cover * cover * (3 - (2 * cover)) : cover;
                var alpha = (int)(smooth * strength * 255);
                Blend(x, y, color, alpha);
                if (cover < 1)
                    continue;

                // The rest of the row is covered up to the mirror image of this pixel; one pixel is left for rounding.
                var mirrored = Math.Min(right, (int)(area.Left + area.Right) - x - 2);
                BlendRow(y, x + 1, mirrored, color, alpha);
                x = Math.Max(x, mirrored - 1);
            }
        }
    }

    [MethodImpl(PixelLoop.Optimized)]
    private void BlendRow(int y, int left, int right, Color color, int alpha)
    {
        if (alpha == 255)
            FillRow(y, left, right, color);
        else
            for (var x = left; x < right; x++) Blend(x, y, color, alpha);
    }

    // Adding 127 rounds to nearest; 0 and 255 give the exact colors.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte Blend(byte under, byte over, int alpha) =>
        (byte)(((under * (255 - alpha)) + (over * alpha) + 127) / 255);
}
