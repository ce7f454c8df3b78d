using System;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reve.Json;

namespace Reve.Output;

/// <summary>
/// A JSON file beside an image with all properties of the <see cref="ReveImage"/> except its bytes.
/// </summary>
internal static class SidecarFile
{
    private const int MaximumLength = 1024 * 1024;

    private static readonly SidecarJsonContext s_json = new(new(SidecarJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The name holds the extension of the image, so that a.png and a.jpg do not share one.</summary>
    public static string NameFor(string image) => image + ".json";

    /// <summary>Reads the sidecar of an image; null when there is none, or another program wrote it.</summary>
    public static ReveImage? Read(string image)
    {
        try
        {
            using var stream = FolderPath.OpenRegular(NameFor(image));
            if (stream is null or { Length: > MaximumLength }) return null;
            using var text = new MemoryStream();
            stream.CopyTo(text);
            return JsonReader.Read(text.ToArray(), s_json.ReveImage) is { } read && IsValid(read) ? read : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="image">The saved image.</param>
    /// <param name="replace">Whether an existing file is replaced.</param>
    /// <returns>False when the name is taken.</returns>
    public static bool TryWrite(ReveImage image, bool replace)
    {
        using var part = PartFile.Create(Path.GetDirectoryName(image.FullName)!);
        JsonSerializer.Serialize(part.Stream, image, s_json.ReveImage);
        return part.TryMoveTo(NameFor(image.FullName!), replace);
    }

    /// <summary>JSON may have null for any text.</summary>
    private static bool IsValid(ReveImage image) => image is
    {
        Prompt: not null, Provider: not null, Model: not null, Options: not null, Sources: not null,
        Usage: null or { Details: not null },
    } && image.Sources.All(source => source is not null);
}
