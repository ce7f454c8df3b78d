using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Reve.Json;

namespace Reve.Providers.AtlasCloud;

/// <summary>Reads the images of a task, which are URLs or data URIs, and the fields of its response.</summary>
internal static class AtlasCloudOutput
{
    private static readonly string[] s_fields = ["outputs", "output"];

    /// <summary>
    /// The images of a task; none when nothing that it returned is an image. An image that was withheld because of its
    /// content is one of them.
    /// </summary>
    public static IReadOnlyList<GeneratedImage> ReadImages(JsonElement fields)
    {
        var images = s_fields.Select(field => ItemsIn(fields.Get(field)).Select(ResponseImages.Read).ToList())
            .FirstOrDefault(items => items.Any(image => !image.IsMissing)) ?? [];
        if (images.Count == 0) return IsFlagged(fields, 0) == true ? [new() { ContentViolation = true }] : [];
        return [.. images.Select((image, place) =>
            image with { ContentViolation = image.ContentViolation ?? IsFlagged(fields, place) })];
    }

    /// <summary>Whether any image was flagged because of its content.</summary>
    public static bool IsAnyFlagged(JsonElement fields) => FlagsIn(fields).Contains(true);

    /// <summary>
    /// The fields of a response as plain values. Of a data URI only the media type is kept: the image itself is in
    /// <see cref="ReadImages"/>, and an input image may be repeated as well.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> PlainFields(JsonElement fields)
    {
        var plain = new Dictionary<string, object?>();
        foreach (var field in fields.Fields()) plain[field.Key] = PlainValue(field.Value);
        return plain;
    }

    private static IReadOnlyList<JsonElement> ItemsIn(JsonElement? value)
    {
        if (value is not { } items) return [];
        return items.ValueKind == JsonValueKind.Array ? [.. items.EnumerateArray()] : [items];
    }

    private static bool? IsFlagged(JsonElement fields, int place)
    {
        var flags = FlagsIn(fields);
        return place < flags.Count ? flags[place] : null;
    }

    private static List<bool?> FlagsIn(JsonElement fields) =>
    [
        .. ItemsIn(fields.Get("has_nsfw_contents")).Select(flag => flag.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => (bool?)null,
        }),
    ];

    private static object? PlainValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => WithoutImage(value.StringValue()),
        JsonValueKind.Array => value.EnumerateArray().Select(PlainValue).ToArray(),
        JsonValueKind.Object => PlainFields(value),
        _ => value.PlainValue(),
    };

    private static string? WithoutImage(string? text) =>
        text?.StartsWith("data:", StringComparison.OrdinalIgnoreCase) == true && text.IndexOf(',') is > 0 and var comma
            ? text.Substring(0, comma)
            : text;
}
