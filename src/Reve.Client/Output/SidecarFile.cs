using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reve.Output;

/// <summary>
/// A JSON file beside an image with all properties of the <see cref="ReveImage"/> except its bytes.
/// </summary>
internal static class SidecarFile
{
    private static readonly SidecarJsonContext s_json = new(new(SidecarJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The name holds the extension of the image, so that a.png and a.jpg do not share one.</summary>
    public static string NameFor(string image) => image + ".json";

    /// <param name="image">The saved image.</param>
    /// <param name="replace">Whether an existing file is replaced.</param>
    /// <returns>False when the name is taken.</returns>
    public static bool TryWrite(ReveImage image, bool replace)
    {
        using var part = PartFile.Create(Path.GetDirectoryName(image.FullName)!);
        JsonSerializer.Serialize(part.Stream, image, s_json.ReveImage);
        return part.TryMoveTo(NameFor(image.FullName!), replace);
    }
}
