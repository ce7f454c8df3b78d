namespace Reve.Graphics.Terminal;

/// <summary>A protocol by which a terminal displays images that are written to it as text.</summary>
public enum TerminalProtocol
{
    /// <summary>Kitty graphics: the unchanged PNG file.</summary>
    Kitty,

    /// <summary>iTerm2 inline images: the unchanged file, in any format.</summary>
    ITerm2,

    /// <summary>Sixel: pixels in up to 256 colors.</summary>
    Sixel,

    /// <summary>Half blocks: two colored pixels per character, in any terminal with 24-bit color.</summary>
    Blocks,
}
