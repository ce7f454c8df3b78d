using System;

namespace Reve.Terminal;

/// <summary>iTerm2's inline images: a file of any format as it is, in one piece of base64.</summary>
internal sealed class ITerm2Drawing : ITerminalDrawing
{
    public string Draw(TerminalImage image, TerminalSpace space)
    {
        var (columns, rows) = Box(image, space);
        return FormattableString.Invariant(
            $"\e]1337;File=inline=1;size={image.Content.Length};width={columns};height={rows};")
            + $"preserveAspectRatio=1:{Convert.ToBase64String(image.Content)}\a";
    }

    /// <summary>The terminal fits the image into the box; it knows the size of its own characters.</summary>
    private static (string Columns, string Rows) Box(TerminalImage image, TerminalSpace space)
    {
        if (image.Header is not { Width: { } width, Height: { } height }) return ("auto", "auto");
        var fit = space.Fit(width, height, CellSize.Usual);
        return (FormattableString.Invariant($"{fit.Columns}"), FormattableString.Invariant($"{fit.Rows}"));
    }
}
