using System;

namespace Reve.Imaging;

/// <summary>How large and how heavy a text is drawn.</summary>
/// <param name="Scale">Pixels to one unit of the font, whose capitals are 14 units high.</param>
/// <param name="Weight">The width of the pen, as a share of the usual.</param>
internal readonly record struct Lettering(double Scale, double Weight = 1)
{
    public const double LineHeight = 25;

    // Small letters would fade away under a pen as fine as they are.
    public double Radius => Math.Max(0.6, StrokeFont.Pen / 2 * Scale * Weight);

    public static Lettering OfHeight(double capitals, double weight = 1) =>
        new(capitals / StrokeFont.CapHeight, weight);
}
