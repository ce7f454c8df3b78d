namespace Reve.Graphics.TextLayout;

/// <summary>How lines break at an element.</summary>
internal enum TextElementKind
{
    /// <summary>Part of a word.</summary>
    Letter,

    /// <summary>A character of a script without spaces: a line may end after it.</summary>
    Ideograph,

    /// <summary>A line may end here; a space at the end of a line has no width.</summary>
    Space,

    /// <summary>A line must end here.</summary>
    Break,
}
