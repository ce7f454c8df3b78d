using Reve.Graphics.Fonts;

namespace Reve.Graphics.TextLayout;

/// <summary>A glyph of a text, with its combining accents.</summary>
/// <param name="Glyph">The glyph.</param>
/// <param name="Advance">The distance to the next element in font units.</param>
/// <param name="Kind">How lines break at this element.</param>
/// <param name="Ordinal">The number of code points before it.</param>
/// <param name="IsTag">Whether it belongs to an image tag such as <c>&lt;img&gt;0&lt;/img&gt;</c>.</param>
internal readonly record struct TextElement(
    Glyph Glyph, double Advance, TextElementKind Kind, int Ordinal, bool IsTag);
