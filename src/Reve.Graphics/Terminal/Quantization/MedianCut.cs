using System.Collections.Generic;
using Reve.Graphics.Drawing;

namespace Reve.Graphics.Terminal.Quantization;

/// <summary>
/// Chooses a palette for a bitmap: starting with all colors in one group, repeatedly splits the group that varies most.
/// </summary>
internal static class MedianCut
{
    public static List<Color> Palette(Bitmap bitmap, int maximumColors)
    {
        var histogram = new ColorHistogram(bitmap);
        var boxes = new List<ColorBox> { new(histogram, 0, histogram.Cells.Length) };
        while (boxes.Count < maximumColors)
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
