using System;
using Reve.Graphics.Drawing;
using Reve.Graphics.Png;

namespace Reve.Graphics.Sandbox;

/// <summary>
/// Draws the image that the Sandbox returns instead of a paid one: the prompt on a card in front of a landscape that
/// depends on the prompt.
/// </summary>
public static class SandboxImage
{
    private const string Software = "Reve Sandbox";

    /// <summary>Draws a scene. Equal scenes give equal pixels on every platform.</summary>
    /// <returns>A PNG file.</returns>
    public static byte[] Draw(SandboxScene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        var canvas = new Canvas(scene.Width, scene.Height);
        var palette = SandboxPalette.For(scene.Prompt);
        var random = new SeededRandom([scene.Prompt, scene.Operation, scene.AspectRatio, .. scene.Inputs]);
        new Landscape(canvas, palette, random).Draw();
        new SandboxCard(canvas, palette, scene).Draw();
        return PngWriter.Write(scene.Width, scene.Height, canvas.Pixels,
            ("Software", Software), ("Description", scene.Prompt));
    }
}
