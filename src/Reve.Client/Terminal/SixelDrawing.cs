using System.Collections.Generic;
using System.Linq;
using System.Text;
using System;
using Reve.Imaging;

namespace Reve.Terminal;

/// <summary>Sixel: bands of six rows, drawn once for each of their colours.</summary>
internal sealed class SixelDrawing : ITerminalDrawing
{
    private const int MostColours = 256;

    public string Draw(TerminalImage image, TerminalSpace space)
    {
        var pixels = image.Decode(TerminalProtocol.Sixel);
        var fit = space.Fit(pixels.Width, pixels.Height, CellSize.Usual);
        var scaled = ImageScaler.Scale(pixels, fit.Width, fit.Height);
        var indexed = IndexedImage.Exact(scaled, MostColours)
            ?? new Dithering([.. MedianCut.Palette(scaled, MostColours).Select(AsShown)]).Apply(scaled);

        var text = new StringBuilder(indexed.Pixels.Length);
        // The 1 leaves what is not painted as it was; the image's size comes before its pixels.
        text.Append(FormattableString.Invariant($"\eP0;1q\"1;1;{indexed.Width};{indexed.Height}"));
        DefinePalette(indexed.Palette, text);
        new SixelBands(indexed, text).Write();
        return text.Append("\e\\").ToString();
    }

    private static void DefinePalette(IReadOnlyList<Rgb> palette, StringBuilder text)
    {
        for (var number = 0; number < palette.Count; number++)
        {
            var colour = palette[number];
            text.Append(FormattableString.Invariant($"#{number};2;{Percent(colour.Red)};{Percent(colour.Green)};"))
                .Append(Percent(colour.Blue));
        }
    }

    /// <summary>The colour that a terminal shows for it: Sixel counts in percent.</summary>
    private static Rgb AsShown(Rgb colour) => new(Shown(colour.Red), Shown(colour.Green), Shown(colour.Blue));

    private static byte Shown(byte value) => (byte)(((Percent(value) * 255) + 50) / 100);

    private static int Percent(byte value) => ((value * 100) + 127) / 255;
}
