using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Reve.Emulator;

/// <summary>The tasks of a request: what each must look like, field by field.</summary>
internal static class RunwareTasks
{
    public const string Model = "reve:2@1";
    private const int SmallestArea = 15_000_000;
    private const int LargestArea = 17_500_000;

    private static readonly Field s_id = new("taskUUID", Uuid, IsRequired: true);

    private static readonly Func<JsonElement, string?> s_webAddress = value =>
        Field.Address(value) ?? (value.GetString()!.StartsWith("http", StringComparison.Ordinal)
            ? null
            : "Invalid url");

    private static readonly Schema s_inputs = new(
        new Field("referenceImages", Field.List(Image, 1, 8), IsRequired: true));

    private static readonly Schema s_image = new(
        Type("imageInference"),
        s_id,
        new Field("model", Field.OneOf(Model), IsRequired: true),
        new Field("positivePrompt", Field.Text(), IsRequired: true),
        new Field("inputs", s_inputs.Problem),
        new Field("width", Field.Whole(128, 8192)),
        new Field("height", Field.Whole(128, 8192)),
        new Field("outputType", Field.OneOf("URL", "base64Data", "dataURI")),
        new Field("outputFormat", Field.OneOf("JPG", "PNG", "WEBP")),
        new Field("outputQuality", Field.Whole(20, 99)),
        new Field("deliveryMethod", Field.OneOf("sync", "async")),
        new Field("webhookURL", s_webAddress),
        new Field("includeCost", Field.Flag));

    private static readonly Dictionary<string, Schema> s_tasks = new()
    {
        ["imageInference"] = s_image,
        ["getResponse"] = new(Type("getResponse"), s_id),
        ["getTaskDetails"] = new(Type("getTaskDetails"), s_id),
        ["accountManagement"] = new(
            Type("accountManagement"), s_id, new Field("operation", Field.OneOf("getDetails"), IsRequired: true)),
    };

    /// <summary>What is wrong with a task; null when nothing is.</summary>
    public static string? Problem(JsonElement task, bool isOtherModel)
    {
        if (!s_tasks.TryGetValue(task.TextOf("taskType"), out var schema)) return "taskType: unknown";
        // The fields of another model are not known.
        if (isOtherModel) return null;
        return schema.Problem(task) ?? SizeProblem(task);
    }

    /// <summary>The input images of a task.</summary>
    public static IEnumerable<JsonElement> ImagesOf(JsonElement task) =>
        task.TryGetProperty("inputs", out var inputs) && inputs.TryGetProperty("referenceImages", out var images)
            ? images.EnumerateArray()
            : [];

    /// <summary>The width and the height of a task; null when the model chooses.</summary>
    public static (int Width, int Height)? SizeOf(JsonElement task) =>
        task.TryGetProperty("width", out var width) && task.TryGetProperty("height", out var height)
            ? (width.GetInt32(), height.GetInt32())
            : null;

    /// <summary>The model has native 4K only, in a width and a height together.</summary>
    private static string? SizeProblem(JsonElement task)
    {
        var count = task.EnumerateObject().Count(field => field.Name is "width" or "height");
        if (count == 1) return "width: must be used together with height";
        if (SizeOf(task) is not var (width, height)) return null;
        if (width % 16 != 0 || height % 16 != 0) return "width: must be a multiple of 16";
        return width * height is >= SmallestArea and <= LargestArea ? null : "width: unsupported dimensions";
    }

    private static Field Type(string name) => new("taskType", Field.OneOf(name), IsRequired: true);

    private static string? Uuid(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && Guid.TryParseExact(value.GetString(), "D", out var id)
        && id.Version == 4
            ? null
            : "must be a UUID of version 4";

    private static string? Image(JsonElement value)
    {
        if (Field.Address(value) is { } wrong) return wrong;
        var text = value.GetString()!;
        if (!text.StartsWith("data:", StringComparison.Ordinal)) return null;
        var data = text[(text.IndexOf(',', StringComparison.Ordinal) + 1)..];
        var bytes = new byte[data.Length];
        if (!Convert.TryFromBase64String(data, bytes, out var length)) return "Invalid base64";
        return ImageFormats.IsKnown(bytes.AsSpan(0, length)) ? null : "Not an image";
    }
}
