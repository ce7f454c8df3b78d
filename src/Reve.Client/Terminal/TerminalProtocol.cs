namespace Reve.Terminal;

/// <summary>A way in which a terminal takes images as text.</summary>
public enum TerminalProtocol
{
    /// <summary>Kitty's graphics: a PNG file as it is.</summary>
    Kitty,

    /// <summary>iTerm2's inline images: a file of any format as it is.</summary>
    ITerm2,

    /// <summary>Sixel: pixels of up to 256 colours.</summary>
    Sixel,

    /// <summary>Half blocks: two coloured pixels for each character, in any terminal of 24-bit colour.</summary>
    Blocks,
}
