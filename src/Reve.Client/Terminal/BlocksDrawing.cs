using System;
using System.Text;
using Reve.Imaging;

namespace Reve.Terminal;

/// <summary>
/// Half blocks: the upper pixel is the colour of the character, the lower one the colour behind it. What is mostly
/// see-through is left to the terminal's own background.
/// </summary>
internal sealed class BlocksDrawing : ITerminalDrawing
{
    private const char Upper = '\u2580';
    private const char Lower = '\u2584';
    private const string Reset = "\e[0m";

    public string Draw(TerminalImage image, TerminalSpace space)
    {
        var pixels = image.Decode(TerminalProtocol.Blocks);
        var fit = space.Fit(pixels.Width, pixels.Height, CellSize.HalfBlock);
        var scaled = ImageScaler.Scale(pixels, fit.Width, fit.Height);
        var text = new StringBuilder(fit.Columns * fit.Rows * 24);
        for (var row = 0; row < fit.Rows; row++)
        {
            if (row > 0) text.Append('\n');
            DrawRow(scaled, row * 2, text);
        }

        return text.ToString();
    }

    private static void DrawRow(Bitmap bitmap, int y, StringBuilder text)
    {
        Rgb? ink = null;
        Rgb? paper = null;
        for (var x = 0; x < bitmap.Width; x++)
        {
            var upper = bitmap.Seen(x, y);
            var lower = y + 1 < bitmap.Height ? bitmap.Seen(x, y + 1) : null;
            var behind = upper is null ? null : lower;
            if (paper != behind) text.Append(Paper(behind));
            paper = behind;
            if ((upper ?? lower) is not { } front)
            {
                text.Append(' ');
                continue;
            }

            if (ink != front) text.Append(Ink(front));
            ink = front;
            text.Append(upper is null ? Lower : Upper);
        }

        // What comes after the line must not take on its colours.
        text.Append(Reset);
    }

    private static string Ink(Rgb colour) =>
        FormattableString.Invariant($"\e[38;2;{colour.Red};{colour.Green};{colour.Blue}m");

    private static string Paper(Rgb? colour) => colour is { } known
        ? FormattableString.Invariant($"\e[48;2;{known.Red};{known.Green};{known.Blue}m")
        : "\e[49m";
}
