namespace Reve.Imaging;

/// <summary>One letter of a text.</summary>
/// <param name="Glyph">What is drawn.</param>
/// <param name="Advance">The room it takes before the next one.</param>
/// <param name="Kind">What it means to the end of a line.</param>
/// <param name="Ordinal">How many code points of the text are before it.</param>
/// <param name="IsTag">Whether it belongs to the tag of an image.</param>
internal readonly record struct TextPiece(
    Glyph Glyph, double Advance, TextPieceKind Kind, int Ordinal, bool IsTag);
