using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Reve.Imaging;
using Reve.Json;

namespace Reve.Providers;

/// <summary>Finds the images in a response. Each family of models has its own form of response.</summary>
internal static class ResponseImages
{
    private const int MaximumDepth = 4;

    private static readonly string[] s_containers = ["data", "images", "image", "output", "results"];
    private static readonly string[] s_imageFields = ["url", "b64_json", "content_violation"];

    /// <summary>
    /// The images of the first list that has one. Items that cannot be read are among them; none when there is no list.
    /// </summary>
    public static List<GeneratedImage> Find(JsonElement root)
    {
        List<GeneratedImage> first = [];
        foreach (var items in ListsIn(root, depth: 0))
        {
            var images = new List<GeneratedImage>();
            var hasImage = false;
            foreach (var item in items)
            {
                images.Add(Read(item));
                hasImage |= !images[images.Count - 1].IsMissing;
            }

            if (hasImage) return images;
            if (first.Count == 0) first = images;
        }

        return first;
    }

    private static IEnumerable<IEnumerable<JsonElement>> ListsIn(JsonElement value, int depth)
    {
        if (value.ValueKind == JsonValueKind.Array) return [value.EnumerateArray()];
        if (value.ValueKind == JsonValueKind.String) return [[value]];
        if (value.ValueKind != JsonValueKind.Object || depth > MaximumDepth) return [];
        return depth > 0 && IsImage(value) ? [[value]] : ListsInContainers(value, depth);
    }

    private static bool IsImage(JsonElement value)
    {
        foreach (var field in s_imageFields)
        {
            if (value.Get(field) is not null) return true;
        }

        return false;
    }

    private static IEnumerable<IEnumerable<JsonElement>> ListsInContainers(JsonElement value, int depth)
    {
        foreach (var field in s_containers)
        {
            if (value.Get(field) is not { } inner) continue;
            foreach (var list in ListsIn(inner, depth + 1)) yield return list;
        }
    }

    /// <summary>Reads one image: an address, base64, or an object that contains one of them.</summary>
    public static GeneratedImage Read(JsonElement item) => item.ValueKind == JsonValueKind.String
        ? new GeneratedImage { Url = item.AddressValue(), Bytes = ReadBytes(item) }
        : new GeneratedImage
        {
            Url = item.Address("url"),
            Bytes = ReadBytes(item.Get("b64_json")) ?? ReadBytes(item.Get("url")),
            RequestId = item.Text("request_id"),
            ContentViolation = item.Flag("content_violation"),
            RevisedPrompt = item.Text("revised_prompt"),
        };

    /// <summary>The image in a base64 value; null when the value contains anything else.</summary>
    public static byte[]? ReadBytes(JsonElement? value) =>
        value?.Base64Value() is { } bytes && ImageHeaderReader.Read(bytes) is { } header
        && ImageCompleteness.FindMissingPart(bytes, header.Format) is null
            ? bytes
            : null;
}
