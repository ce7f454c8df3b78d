namespace Reve.Terminal;

/// <summary>The pixels that one character takes.</summary>
internal readonly record struct CellSize(int Width, int Height)
{
    /// <summary>
    /// What the VT340 had, and what those that follow it assume; terminals do not tell their own without being asked.
    /// </summary>
    public static CellSize Usual { get; } = new(10, 20);

    /// <summary>A character of two halves, one above the other.</summary>
    public static CellSize HalfBlock { get; } = new(1, 2);
}
