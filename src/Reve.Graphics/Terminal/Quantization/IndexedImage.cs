using System.Collections.Generic;
using Reve.Graphics.Drawing;

namespace Reve.Graphics.Terminal.Quantization;

/// <summary>An image whose pixels are indexes into a palette.</summary>
internal sealed class IndexedImage(int width, int height, short[] pixels, IReadOnlyList<Color> palette)
{
    public const short Transparent = -1;

    public int Width { get; } = width;

    public int Height { get; } = height;

    public short[] Pixels { get; } = pixels;

    public IReadOnlyList<Color> Palette { get; } = palette;

    /// <summary>Creates an image with the exact colors of a bitmap, or null if there are too many.</summary>
    public static IndexedImage? TryCreate(Bitmap bitmap, int maximumColors)
    {
        var numbers = new Dictionary<Color, short>();
        var palette = new List<Color>();
        var pixels = new short[bitmap.Width * bitmap.Height];
        for (var at = 0; at < pixels.Length; at++)
        {
            pixels[at] = Transparent;
            if (bitmap.OpaqueColorAt(at % bitmap.Width, at / bitmap.Width) is not { } color) continue;
            if (!numbers.TryGetValue(color, out var number))
            {
                if (palette.Count == maximumColors) return null;
                numbers[color] = number = (short)palette.Count;
                palette.Add(color);
            }

            pixels[at] = number;
        }

        return new IndexedImage(bitmap.Width, bitmap.Height, pixels, palette);
    }
}
