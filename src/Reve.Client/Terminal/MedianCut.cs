using System.Collections.Generic;
using Reve.Imaging;

namespace Reve.Terminal;

/// <summary>
/// Finds the colours that stand for all of an image's: again and again, the group whose colours differ most is cut
/// in two.
/// </summary>
internal static class MedianCut
{
    public static List<Rgb> Palette(Bitmap bitmap, int mostColours)
    {
        var histogram = new ColourHistogram(bitmap);
        var boxes = new List<ColorBox> { new(histogram, 0, histogram.Cells.Length) };
        while (boxes.Count < mostColours)
        {
            var widest = Widest(boxes);
            if (boxes[widest].Spread <= 0) break;

            var (below, above) = boxes[widest].Split();
            boxes[widest] = below;
            boxes.Add(above);
        }

        return boxes.ConvertAll(box => box.Mean);
    }

    private static int Widest(List<ColorBox> boxes)
    {
        var widest = 0;
        for (var index = 1; index < boxes.Count; index++)
        {
            if (boxes[index].Spread > boxes[widest].Spread) widest = index;
        }

        return widest;
    }
}
