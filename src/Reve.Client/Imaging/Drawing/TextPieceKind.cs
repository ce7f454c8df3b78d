namespace Reve.Imaging;

/// <summary>What a letter means to the end of a line.</summary>
internal enum TextPieceKind
{
    /// <summary>Part of a word.</summary>
    Letter,

    /// <summary>Part of a script that is written without spaces: a line may end behind it.</summary>
    Ideograph,

    /// <summary>A line may end here, and then this takes no room.</summary>
    Space,

    /// <summary>A line ends here.</summary>
    Break,
}
