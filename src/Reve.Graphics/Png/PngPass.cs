namespace Reve.Graphics.Png;

/// <summary>A pass of an interlaced PNG file: a grid of pixels with an origin and a spacing.</summary>
internal readonly record struct PngPass(int Left, int Top, int Across, int Down)
{
    public static int Count(int size, int start, int spacing) =>
        size <= start ? 0 : (size - start + spacing - 1) / spacing;
}
