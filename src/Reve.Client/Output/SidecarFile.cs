using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reve.Json;
using Reve.Providers;

namespace Reve.Output;

/// <summary>
/// The file beside an image that tells everything about it but its bytes, under the names of its properties.
/// </summary>
internal static class SidecarFile
{
    private static readonly JsonWriterOptions s_readable = new()
    {
        Indented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The image's whole name stays in it: a.png and a.jpg do not share theirs.</summary>
    public static string NameFor(string image) => image + ".json";

    public static void Write(ReveImage image)
    {
        using var part = PartFile.Create(Path.GetDirectoryName(image.FullName)!);
        using (var json = new Utf8JsonWriter(part.Stream, s_readable)) Write(json, image);
        part.TryPlace(NameFor(image.FullName!), replace: true);
    }

    private static void Write(Utf8JsonWriter json, ReveImage image)
    {
        json.WriteStartObject();
        Field(json, nameof(image.FullName), image.FullName);
        Field(json, nameof(image.Url), image.Url);
        Field(json, nameof(image.ContentType), image.ContentType);
        Field(json, nameof(image.Width), image.Width);
        Field(json, nameof(image.Height), image.Height);
        Field(json, nameof(image.Length), image.Length);
        Field(json, nameof(image.Prompt), image.Prompt);
        Field(json, nameof(image.RevisedPrompt), image.RevisedPrompt);
        Field(json, nameof(image.Operation), image.Operation);
        Field(json, nameof(image.Sources), image.Sources);
        Field(json, nameof(image.Provider), image.Provider);
        Field(json, nameof(image.Model), image.Model);
        Field(json, nameof(image.AspectRatio), image.AspectRatio);
        Write(json, image.Usage);
        Field(json, nameof(image.RequestId), image.RequestId);
        Field(json, nameof(image.ContentViolation), image.ContentViolation);
        Field(json, nameof(image.Attempts), image.Attempts);
        Field(json, nameof(image.Waited), image.Waited.ToString());
        Field(json, nameof(image.Duration), image.Duration.ToString());
        Field(json, nameof(image.CreatedAt), image.CreatedAt);
        Field(json, nameof(image.Index), image.Index);
        Field(json, nameof(image.Resumed), image.Resumed);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ReveUsage? usage)
    {
        if (usage is null)
        {
            json.WriteNull(nameof(ReveImage.Usage));
            return;
        }

        json.WriteStartObject(nameof(ReveImage.Usage));
        Field(json, nameof(usage.Amount), usage.Amount);
        Field(json, nameof(usage.Unit), usage.Unit);
        Field(json, nameof(usage.Remaining), usage.Remaining);
        Field(json, nameof(usage.Details), usage.Details);
        json.WriteEndObject();
    }

    private static void Field(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        JsonValueWriter.Write(json, value, name);
    }
}
