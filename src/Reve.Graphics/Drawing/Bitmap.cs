namespace Reve.Graphics.Drawing;

/// <summary>Decoded pixels in rows from the top, with four bytes per pixel: red, green, blue and alpha.</summary>
internal sealed class Bitmap(int width, int height, byte[] rgba)
{
    private const byte OpaqueFrom = 128;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public byte[] Rgba { get; } = rgba;

    /// <summary>The color of a pixel, or null if the pixel is mostly transparent.</summary>
    public Color? OpaqueColorAt(int x, int y)
    {
        var at = ((y * Width) + x) * 4;
        return Rgba[at + 3] < OpaqueFrom ? null : new Color(Rgba[at], Rgba[at + 1], Rgba[at + 2]);
    }
}
