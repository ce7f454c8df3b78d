using System;

namespace Reve.Graphics.Terminal;

/// <summary>iTerm2 inline images: the unchanged file in one base64 string.</summary>
internal sealed class ITerm2Renderer : ITerminalRenderer
{
    public string Render(TerminalImage image, TerminalSpace space)
    {
        var (columns, rows) = Box(image, space);
        return FormattableString.Invariant(
            $"\e]1337;File=inline=1;size={image.File.Length};width={columns};height={rows};")
            + $"preserveAspectRatio=1:{Convert.ToBase64String(image.File)}\a";
    }

    /// <summary>The terminal scales the image into this box by the real size of its characters.</summary>
    private static (string Columns, string Rows) Box(TerminalImage image, TerminalSpace space)
    {
        if (image is not { Width: { } width, Height: { } height }) return ("auto", "auto");
        var size = space.Fit(width, height, CellSize.Default);
        return (FormattableString.Invariant($"{size.Columns}"), FormattableString.Invariant($"{size.Rows}"));
    }
}
