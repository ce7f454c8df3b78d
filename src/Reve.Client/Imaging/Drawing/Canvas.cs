using System;

namespace Reve.Imaging;

/// <summary>Pixels to draw on, three bytes each, the rows from the top.</summary>
internal sealed class Canvas(int width, int height)
{
    private readonly byte[] _pixels = new byte[width * height * 3];

    public int Width => width;

    public int Height => height;

    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Lays a colour over a pixel; 255 hides what was there.</summary>
    public void Blend(int x, int y, Colour colour, int alpha)
    {
        var pixel = _pixels.AsSpan(((y * width) + x) * 3, 3);
        pixel[0] = Blend(pixel[0], colour.Red, alpha);
        pixel[1] = Blend(pixel[1], colour.Green, alpha);
        pixel[2] = Blend(pixel[2], colour.Blue, alpha);
    }

    public void Set(int x, int y, Colour colour)
    {
        var at = ((y * width) + x) * 3;
        (_pixels[at], _pixels[at + 1], _pixels[at + 2]) = (colour.Red, colour.Green, colour.Blue);
    }

    public void FillRow(int y, int left, int right, Colour colour)
    {
        var row = _pixels.AsSpan(((y * width) + left) * 3, (right - left) * 3);
        for (var at = 0; at < row.Length; at += 3)
            (row[at], row[at + 1], row[at + 2]) = (colour.Red, colour.Green, colour.Blue);
    }

    /// <summary>A rectangle with round corners; its edge may be softened into a shadow of that many pixels.</summary>
    public void FillRounded(Frame frame, double radius, Colour colour, double strength = 1, double softness = 1)
    {
        var box = frame.Grown(softness);
        var (right, bottom) = (Math.Min(width, (int)box.Right + 1), Math.Min(height, (int)box.Bottom + 1));
        for (var y = Math.Max(0, (int)box.Top); y < bottom; y++)
        {
            for (var x = Math.Max(0, (int)box.Left); x < right; x++)
            {
                var inside = 0.5 - (frame.DistanceTo(x + 0.5, y + 0.5, radius) / softness);
                var cover = Math.Min(1, Math.Max(0, inside));
                var smooth = softness > 1 ? cover * cover * (3 - (2 * cover)) : cover;
                Blend(x, y, colour, (int)(smooth * strength * 255));
            }
        }
    }

    // Rounded, and exact at both ends.
    private static byte Blend(byte under, byte over, int alpha) =>
        (byte)(((under * (255 - alpha)) + (over * alpha) + 127) / 255);
}
