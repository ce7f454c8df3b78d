namespace Reve.Graphics.Terminal;

/// <summary>The size of a rendered image: in pixels, and in the characters that these pixels occupy.</summary>
internal sealed class TerminalSize(int width, int height, CellSize cell)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public CellSize Cell { get; } = cell;

    public int Columns => (Width + Cell.Width - 1) / Cell.Width;

    public int Rows => (Height + Cell.Height - 1) / Cell.Height;

    /// <summary>Whether the height of the space, and not its width, limits the image.</summary>
    public bool IsLimitedByHeight { get; init; }
}
