using System;
using System.Text;
using Reve.Graphics.Drawing;

namespace Reve.Graphics.Terminal;

/// <summary>
/// Half blocks: the foreground color shows the upper pixel, the background color the lower one. Pixels that are mostly
/// transparent show the background of the terminal.
/// </summary>
internal sealed class BlocksRenderer : ITerminalRenderer
{
    private const char UpperHalf = '\u2580';
    private const char LowerHalf = '\u2584';
    private const string Reset = "\e[0m";

    public string Render(TerminalImage image, TerminalSpace space)
    {
        var pixels = image.Decode();
        var size = space.Fit(pixels.Width, pixels.Height, CellSize.HalfBlock);
        var scaled = BitmapScaler.Scale(pixels, size.Width, size.Height);
        var text = new StringBuilder(size.Columns * size.Rows * 24);
        for (var row = 0; row < size.Rows; row++)
        {
            if (row > 0) text.Append('\n');
            AppendRow(scaled, row * 2, text);
        }

        return text.ToString();
    }

    private static void AppendRow(Bitmap bitmap, int y, StringBuilder text)
    {
        Color? foreground = null;
        Color? background = null;
        for (var x = 0; x < bitmap.Width; x++)
        {
            var upper = bitmap.OpaqueColorAt(x, y);
            var lower = y + 1 < bitmap.Height ? bitmap.OpaqueColorAt(x, y + 1) : null;
            var behind = upper is null ? null : lower;
            if (background != behind) text.Append(Background(behind));
            background = behind;
            if ((upper ?? lower) is not { } front)
            {
                text.Append(' ');
                continue;
            }

            if (foreground != front) text.Append(Foreground(front));
            foreground = front;
            text.Append(upper is null ? LowerHalf : UpperHalf);
        }

        // Without it, text after the line would have the colors of the image.
        text.Append(Reset);
    }

    private static string Foreground(Color color) =>
        FormattableString.Invariant($"\e[38;2;{color.Red};{color.Green};{color.Blue}m");

    private static string Background(Color? color) => color is { } known
        ? FormattableString.Invariant($"\e[48;2;{known.Red};{known.Green};{known.Blue}m")
        : "\e[49m";
}
