using System.Collections.Generic;
using Reve.Imaging;

namespace Reve.Terminal;

/// <summary>A picture as the numbers of its colours.</summary>
internal sealed record IndexedPicture(int Width, int Height, short[] Pixels, IReadOnlyList<Rgb> Palette)
{
    public const short SeeThrough = -1;

    /// <summary>The picture with the colours that it has, or null when there are more than a palette holds.</summary>
    public static IndexedPicture? Exact(Bitmap bitmap, int mostColours)
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

        return new IndexedPicture(bitmap.Width, bitmap.Height, pixels, palette);
    }
}
