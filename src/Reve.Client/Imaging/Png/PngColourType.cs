using Reve.Terminal;

namespace Reve.Imaging;

/// <summary>What a pixel of a PNG file is made of, by the numbers of the format.</summary>
internal enum PngColourType
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    RgbAlpha = 6,
}
