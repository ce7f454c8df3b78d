using System;
using System.Text;

namespace Reve.Graphics.Terminal;

/// <summary>Kitty graphics: the unchanged PNG file in chunks of base64.</summary>
internal sealed class KittyRenderer : ITerminalRenderer
{
    // 3072 bytes become 4096 characters of base64, the protocol's maximum for one chunk.
    private const int ChunkLength = 3072;

    public string Render(TerminalImage image, TerminalSpace space)
    {
        // Kitty displays nothing, and reports nothing, for a damaged file. Decoding it here finds the damage.
        var pixels = image.Decode();
        var size = space.Fit(pixels.Width, pixels.Height, CellSize.Default);
        var file = image.File;
        var text = new StringBuilder((file.Length * 4 / 3) + (file.Length / ChunkLength * 12) + 64);
        for (var at = 0; at < file.Length; at += ChunkLength)
        {
            var length = Math.Min(ChunkLength, file.Length - at);
            text.Append("\e_G");
            if (at == 0) text.Append(Command(size)).Append(',');
            text.Append(at + length < file.Length ? "m=1;" : "m=0;");
            text.Append(Convert.ToBase64String(file, at, length)).Append("\e\\");
        }

        return text.ToString();
    }

    /// <summary>
    /// Specifies one side only, so that the terminal derives the other from the real size of its characters; with both
    /// sides it would stretch the image. q=2 suppresses the reply, which would appear as input at the prompt.
    /// </summary>
    private static string Command(TerminalSize size) =>
        FormattableString.Invariant($"a=T,f=100,q=2,{(size.IsLimitedByHeight ? 'r' : 'c')}=")
        + FormattableString.Invariant($"{(size.IsLimitedByHeight ? size.Rows : size.Columns)}");
}
