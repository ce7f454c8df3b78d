using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Reve.Emulator;

/// <summary>The Reve models of Atlas Cloud: the schema of their requests.</summary>
internal static class AtlasCloudModels
{
    public const decimal Price = 0.24m;
    public const int LargestInput = 40_000_000;

    private const int LongestWebhook = 1024;

    private static readonly Dictionary<string, Schema> s_models = new()
    {
        ["reve-ai/reve-2.1/text-to-image"] = With(),
        ["reve-ai/reve-2.1/edit"] = With(new Field("image", Image, IsRequired: true)),
        ["reve-ai/reve-2.1/remix"] = With(new Field("images", Field.List(Image, 1, 6), IsRequired: true)),
    };

    public static IEnumerable<string> All => s_models.Keys;

    public static Schema? Find(string model) => s_models.GetValueOrDefault(model);

    public static IEnumerable<JsonElement> ImagesOf(JsonElement body)
    {
        if (body.TryGetProperty("image", out var image)) yield return image;
        if (!body.TryGetProperty("images", out var images) || images.ValueKind != JsonValueKind.Array) yield break;
        foreach (var item in images.EnumerateArray()) yield return item;
    }

    public static bool IsSet(JsonElement body, string name) =>
        body.TryGetProperty(name, out var flag) && flag.ValueKind == JsonValueKind.True;

    private static Schema With(params Field[] more) => new(
    [
        new Field("model", Field.Text(), IsRequired: true),
        new Field("prompt", Field.Text(2560), IsRequired: true),
        new Field("aspect_ratio", Field.OneOf(
            "auto", "4:1", "3:1", "21:9", "2:1", "17:9", "16:9", "3:2", "4:3", "5:4", "1:1", "4:5", "3:4", "2:3",
            "9:16", "1:2", "1:3", "1:4")),
        new Field("resolution", Field.OneOf("4k")),
        new Field("output_format", Field.OneOf("png", "jpeg", "webp")),
        new Field("remove_background", Field.Flag),
        new Field("enable_sync_mode", Field.Flag),
        new Field("enable_base64_output", Field.Flag),
        new Field("webhook_url", Webhook),
        .. more,
    ]);

    private static string? Webhook(JsonElement value) => Field.Text(LongestWebhook)(value)
        ?? (Uri.TryCreate(value.GetString(), UriKind.Absolute, out var uri) && uri.Scheme == "https"
            ? null
            : "Expected an https url");

    private static string? Image(JsonElement value)
    {
        if (Field.Address(value) is { } problem) return problem;
        var text = value.GetString()!;
        if (!text.StartsWith("data:", StringComparison.Ordinal)) return null;
        var bytes = Convert.FromBase64String(text[(text.IndexOf(',', StringComparison.Ordinal) + 1)..]);
        return bytes.Length > LargestInput ? "The image is larger than 40 MB"
            : IsKnown(bytes) ? null
            : "The format of the image is not supported";
    }

    /// <summary>Whether an image is WebP, JPEG, PNG, GIF, TIFF or AVIF.</summary>
    public static bool IsKnown(ReadOnlySpan<byte> image) =>
        image.StartsWith("GIF8"u8) || image.StartsWith("II*\0"u8) || image.StartsWith("MM\0*"u8)
        || (ImageFormats.IsKnown(image) && !IsHeic(image));

    private static bool IsHeic(ReadOnlySpan<byte> image) =>
        image[4..].StartsWith("ftyp"u8) && !image[8..].StartsWith("avi"u8);
}
