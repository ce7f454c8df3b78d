using System;

namespace Reve.Terminal;

/// <summary>The room that a terminal has for an image, in characters.</summary>
/// <param name="Columns">The width at the most.</param>
/// <param name="Rows">The height at the most; null when nothing but good sense bounds it.</param>
public sealed record TerminalSpace(int Columns, int? Rows = null)
{
    /// <summary>The largest width and height, in characters, that an image is drawn with.</summary>
    public const int Most = 500;

    /// <summary>Whether a small image is enlarged until it fills the room.</summary>
    public bool Fills { get; init; }

    internal TerminalFit Fit(int width, int height, CellSize cell)
    {
        var across = Clamp(Columns) * cell.Width / (double)width;
        var down = Clamp(Rows ?? Most) * cell.Height / (double)height;
        var scale = Math.Min(across, down);
        if (!Fills) scale = Math.Min(scale, 1);
        return new TerminalFit(Pixels(width * scale), Pixels(height * scale), cell)
        {
            IsBoundByHeight = down < across && scale.Equals(down),
        };
    }

    private static int Clamp(int cells) => Math.Min(Math.Max(cells, 1), Most);

    private static int Pixels(double size) => Math.Max(1, (int)Math.Round(size));
}
