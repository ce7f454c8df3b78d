namespace Reve.Graphics.Terminal;

/// <summary>The pixels that one character occupies.</summary>
internal readonly record struct CellSize(int Width, int Height)
{
    /// <summary>The cell of the VT340, which Sixel terminals assume. The real size of a cell is not queried.</summary>
    public static CellSize Default { get; } = new(10, 20);

    /// <summary>A character that shows two pixels, one above the other.</summary>
    public static CellSize HalfBlock { get; } = new(1, 2);
}
