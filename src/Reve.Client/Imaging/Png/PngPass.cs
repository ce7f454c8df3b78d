namespace Reve.Imaging;

/// <summary>One of the grids in which the pixels of a PNG file come: its start and its spacing.</summary>
internal readonly record struct PngPass(int Left, int Top, int Across, int Down)
{
    public static int Count(int size, int start, int spacing) =>
        size <= start ? 0 : (size - start + spacing - 1) / spacing;
}
