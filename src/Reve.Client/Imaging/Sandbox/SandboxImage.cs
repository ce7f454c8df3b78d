using Reve.Providers;

namespace Reve.Imaging;

/// <summary>
/// Draws what the Sandbox gives instead of a paid image: the words of the prompt on a card before a landscape
/// that belongs to them.
/// </summary>
internal static class SandboxImage
{
    private const string Software = "Reve Sandbox";

    public static byte[] Draw(SandboxScene scene)
    {
        var canvas = new Canvas(scene.Width, scene.Height);
        var palette = Palette.For(scene.Prompt);
        var dice = new Dice([scene.Prompt, scene.Operation.ToString(), scene.AspectRatio, .. scene.Inputs]);
        new Landscape(canvas, palette, dice).Draw();
        new SandboxCard(canvas, palette, scene).Draw();
        return PngWriter.Write(scene.Width, scene.Height, canvas.Pixels,
            ("Software", Software), ("Description", scene.Prompt));
    }
}
