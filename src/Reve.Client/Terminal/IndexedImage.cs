using System.Collections.Generic;
using Reve.Imaging;

namespace Reve.Terminal;

/// <summary>An image as the numbers of its colours.</summary>
internal sealed record IndexedImage(int Width, int Height, short[] Pixels, IReadOnlyList<Rgb> Palette)
{
    public const short SeeThrough = -1;

    /// <summary>The image with the colours that it has, or null when there are more than a palette holds.</summary>
    public static IndexedImage? Exact(Bitmap bitmap, int mostColours)
    {
        var numbers = new Dictionary<Rgb, short>();
        var palette = new List<Rgb>();
        var pixels = new short[bitmap.Width * bitmap.Height];
        for (var at = 0; at < pixels.Length; at++)
        {
            pixels[at] = SeeThrough;
            if (bitmap.Seen(at % bitmap.Width, at / bitmap.Width) is not { } colour) continue;
            if (!numbers.TryGetValue(colour, out var number))
            {
                if (palette.Count == mostColours) return null;
                numbers[colour] = number = (short)palette.Count;
                palette.Add(colour);
            }

            pixels[at] = number;
        }

        return new IndexedImage(bitmap.Width, bitmap.Height, pixels, palette);
    }
}
