using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace Reve.Emulator;

/// <summary>The Reve 2.1 models: what their input must look like.</summary>
internal static class FalModels
{
    public const decimal Price = 0.25m;
    public const string App = "reve/2.1";

    private const int TooLong = 10_000_000;

    private static readonly Func<JsonElement, string?> s_ratio = Field.OneOf(
        "auto", "4:1", "3:1", "21:9", "2:1", "17:9", "16:9", "3:2", "4:3", "5:4", "1:1", "4:5", "3:4", "2:3", "9:16",
        "1:2", "1:3", "1:4");

    private static readonly Dictionary<string, Schema> s_models = new()
    {
        [App + "/text-to-image"] = With(),
        [App + "/edit"] = With(new Field("image_url", Image, IsRequired: true)),
        [App + "/remix"] = With(new Field("image_urls", Field.List(Image, 1, 8), IsRequired: true)),
    };

    public static IReadOnlyCollection<string> All => s_models.Keys;

    public static Schema? InputOf(string model) => s_models.GetValueOrDefault(model);

    public static int CountOf(JsonElement input) =>
        input.TryGetProperty("num_images", out var count) && count.TryGetInt32(out var number) ? number : 1;

    public static string FormatOf(JsonElement input) =>
        input.TextOf("output_format") is { Length: > 0 } format ? format : "png";

    public static bool IsInline(JsonElement input) =>
        input.TryGetProperty("sync_mode", out var mode) && mode.ValueKind == JsonValueKind.True;

    public static IEnumerable<JsonElement> ImagesOf(JsonElement input)
    {
        var one = input.TryGetProperty("image_url", out var image) ? [image] : Array.Empty<JsonElement>();
        var several = input.TryGetProperty("image_urls", out var images) && images.ValueKind == JsonValueKind.Array
            ? images.EnumerateArray()
            : Enumerable.Empty<JsonElement>();
        return one.Concat(several).Where(item => item.ValueKind == JsonValueKind.String);
    }

    private static Schema With(params Field[] more) => new(
    [
        new Field("prompt", Prompt, IsRequired: true),
        .. more,
        new Field("aspect_ratio", s_ratio),
        new Field("num_images", Field.Whole(1, 4)),
        new Field("output_format", Field.OneOf("png", "jpeg", "webp")),
        new Field("sync_mode", Field.Flag),
    ]);

    /// <summary>The model reads references in its own tag only.</summary>
    private static string? Prompt(JsonElement value) => Field.Text(4000)(value)
        ?? (value.GetString()!.Contains("<img>", StringComparison.OrdinalIgnoreCase) ? "Unknown tag: img" : null);

    private static string? Image(JsonElement value)
    {
        if (Field.Address(value) is { } wrong) return wrong;
        var text = value.GetString()!;
        if (!text.StartsWith("data:", StringComparison.Ordinal)) return null;
        var data = text[(text.IndexOf(',', StringComparison.Ordinal) + 1)..];
        var bytes = new byte[data.Length];
        if (!Convert.TryFromBase64String(data, bytes, out var length)) return "Invalid base64";
        if (length >= TooLong) return "The image must be below 10 MB";
        return ImageFormats.IsKnown(bytes.AsSpan(0, length)) ? null : "Not a PNG, JPEG, WebP, AVIF or HEIF image";
    }
}
