namespace Reve.Terminal;

/// <summary>How large an image becomes in a terminal: in pixels, and in the characters that these take.</summary>
internal sealed record TerminalFit(int Width, int Height, CellSize Cell)
{
    public int Columns => (Width + Cell.Width - 1) / Cell.Width;

    public int Rows => (Height + Cell.Height - 1) / Cell.Height;

    /// <summary>Whether the image is no larger because it would be too high, not too wide.</summary>
    public bool IsBoundByHeight { get; init; }
}
