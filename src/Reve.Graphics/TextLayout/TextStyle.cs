using System;
using Reve.Graphics.Fonts;

namespace Reve.Graphics.TextLayout;

/// <summary>The size and weight of a text.</summary>
/// <param name="Scale">Pixels per font unit.</param>
/// <param name="Weight">The width of the pen relative to the normal width.</param>
internal readonly record struct TextStyle(double Scale, double Weight = 1)
{
    public const double LineHeight = 25;

    // The minimum keeps small text legible.
    public double Radius => Math.Max(0.6, StrokeFont.Pen / 2 * Scale * Weight);

    public static TextStyle OfCapHeight(double capHeight, double weight = 1) =>
        new(capHeight / StrokeFont.CapHeight, weight);
}
