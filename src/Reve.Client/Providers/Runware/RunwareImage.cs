using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Reve.Json;

namespace Reve.Providers.Runware;

/// <summary>One image of a task, and what it cost.</summary>
internal sealed record RunwareImage(string Key, GeneratedImage Image, decimal? Cost)
{
    private static readonly string[] s_contentFields = ["imageBase64Data", "imageDataURI"];

    /// <summary>Whether an item contains an image, or says that one was withheld.</summary>
    public static bool IsIn(JsonElement item) =>
        item.Address("imageURL") is not null || item.Flag("NSFWContent") == true
        || s_contentFields.Any(field => item.Text(field) is not null);

    /// <summary>Reads the image of an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="place">The place of the item, which identifies an image without an id and an address.</param>
    public static RunwareImage Read(JsonElement item, int place)
    {
        var url = item.Address("imageURL");
        var image = new GeneratedImage
        {
            Url = url,
            Bytes = s_contentFields.Select(field => ResponseImages.ReadBytes(item.Get(field)))
                .FirstOrDefault(bytes => bytes is not null),
            ContentViolation = item.Flag("NSFWContent"),
        };
        var key = item.Text("imageUUID") ?? url ?? $"#{place}";
        return new RunwareImage(key, image, item.Charge("cost"));
    }

    /// <summary>The fields of an item without its images, which can have many megabytes.</summary>
    public static IReadOnlyDictionary<string, object?> DescriptionOf(JsonElement item) => item.Fields()
        .Where(field => !s_contentFields.Contains(field.Key))
        .GroupBy(field => field.Key)
        .ToDictionary(group => group.Key, group => group.Last().Value.PlainValue());
}
