using System;

namespace Reve.Graphics.Terminal;

/// <summary>The space available for an image in a terminal, in characters.</summary>
/// <param name="Columns">The maximum width.</param>
/// <param name="Rows">The maximum height; null for <see cref="Maximum"/>.</param>
public sealed record TerminalSpace(int Columns, int? Rows = null)
{
    /// <summary>The largest width and height of a rendered image, in characters.</summary>
    public const int Maximum = 500;

    /// <summary>Whether a smaller image is enlarged to fill the space.</summary>
    public bool Fills { get; init; }

    internal TerminalSize Fit(int width, int height, CellSize cell)
    {
        var across = Clamp(Columns) * cell.Width / (double)width;
        var down = Clamp(Rows ?? Maximum) * cell.Height / (double)height;
        var scale = Math.Min(across, down);
        if (!Fills) scale = Math.Min(scale, 1);
        return new TerminalSize(Pixels(width * scale), Pixels(height * scale), cell)
        {
            IsLimitedByHeight = down < across && scale.Equals(down),
        };
    }

    private static int Clamp(int cells) => Math.Min(Math.Max(cells, 1), Maximum);

    private static int Pixels(double size) => Math.Max(1, (int)Math.Round(size));
}
