using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Reve.Graphics.Drawing;
using Reve.Graphics.Terminal.Quantization;

namespace Reve.Graphics.Terminal;

/// <summary>Sixel: bands of six rows, written once per color.</summary>
internal sealed class SixelRenderer : ITerminalRenderer
{
    private const int MaximumColors = 256;

    public string Render(TerminalImage image, TerminalSpace space)
    {
        var pixels = image.Decode();
        var size = space.Fit(pixels.Width, pixels.Height, CellSize.Default);
        var scaled = BitmapScaler.Scale(pixels, size.Width, size.Height);
        var indexed = IndexedImage.TryCreate(scaled, MaximumColors)
            ?? new DitheringQuantizer([.. MedianCut.Palette(scaled, MaximumColors).Select(AsDisplayed)]).Apply(scaled);

        var text = new StringBuilder(indexed.Pixels.Length);
        // The parameter 1 leaves unpainted pixels unchanged. The raster attributes state the size.
        text.Append(FormattableString.Invariant($"\eP0;1q\"1;1;{indexed.Width};{indexed.Height}"));
        DefinePalette(indexed.Palette, text);
        new SixelBandWriter(indexed, text).Write();
        return text.Append("\e\\").ToString();
    }

    private static void DefinePalette(IReadOnlyList<Color> palette, StringBuilder text)
    {
        for (var number = 0; number < palette.Count; number++)
        {
            var color = palette[number];
            text.Append(FormattableString.Invariant($"#{number};2;{Percent(color.Red)};{Percent(color.Green)};"))
                .Append(Percent(color.Blue));
        }
    }

    /// <summary>The color that a terminal displays: Sixel specifies channels in percent.</summary>
    private static Color AsDisplayed(Color color) =>
        new(AsDisplayed(color.Red), AsDisplayed(color.Green), AsDisplayed(color.Blue));

    private static byte AsDisplayed(byte value) => (byte)(((Percent(value) * 255) + 50) / 100);

    private static int Percent(byte value) => ((value * 100) + 127) / 255;
}
