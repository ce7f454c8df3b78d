using System;
using System.Text;

namespace Reve.Terminal;

/// <summary>Kitty's graphics: the PNG file as it is, in pieces of base64.</summary>
internal sealed class KittyDrawing : ITerminalDrawing
{
    // Becomes 4096 characters of base64, the most that one piece may have.
    private const int PieceLength = 3072;

    public string Draw(TerminalImage image, TerminalSpace space)
    {
        // The terminal would show nothing of a damaged file and say nothing either, so it is found out here.
        var pixels = image.Decode(TerminalProtocol.Kitty);
        var fit = space.Fit(pixels.Width, pixels.Height, CellSize.Usual);
        var content = image.Content;
        var text = new StringBuilder((content.Length * 4 / 3) + (content.Length / PieceLength * 12) + 64);
        for (var at = 0; at < content.Length; at += PieceLength)
        {
            var length = Math.Min(PieceLength, content.Length - at);
            text.Append("\e_G");
            if (at == 0) text.Append(Order(fit)).Append(',');
            text.Append(at + length < content.Length ? "m=1;" : "m=0;");
            text.Append(Convert.ToBase64String(content, at, length)).Append("\e\\");
        }

        return text.ToString();
    }

    /// <summary>
    /// Only one side is said, and the terminal finds the other by the size of its own characters: with both of them it
    /// would stretch the image. It is asked to be silent, for its answer would be typed at the prompt.
    /// </summary>
    private static string Order(TerminalFit fit) =>
        FormattableString.Invariant($"a=T,f=100,q=2,{(fit.IsBoundByHeight ? 'r' : 'c')}=")
        + FormattableString.Invariant($"{(fit.IsBoundByHeight ? fit.Rows : fit.Columns)}");
}
