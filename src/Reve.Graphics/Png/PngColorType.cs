namespace Reve.Graphics.Png;

/// <summary>The color types of PNG, with the numbers of the format.</summary>
internal enum PngColorType
{
    Gray = 0,
    Rgb = 2,
    Palette = 3,
    GrayAlpha = 4,
    RgbAlpha = 6,
}
