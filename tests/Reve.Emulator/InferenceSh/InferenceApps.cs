using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reve.Emulator;

/// <summary>The Reve apps: what their input must look like and what a run of them costs.</summary>
internal static partial class InferenceApps
{
    public const string Create = "reve/create";

    private static readonly Func<JsonElement, string?> s_text = Field.Text(2560);

    private static readonly Func<JsonElement, string?> s_ratio =
        Field.OneOf("16:9", "9:16", "3:2", "2:3", "4:3", "3:4", "1:1");

    private static readonly Dictionary<string, (Schema Input, decimal Price)> s_apps = new()
    {
        [Create] = (With(new Field("prompt", s_text, IsRequired: true), new Field("aspect_ratio", s_ratio)), 18),
        ["reve/edit"] = (With(
            new Field("edit_instruction", s_text, IsRequired: true),
            new Field("image", Field.Text(), IsRequired: true),
            new Field("aspect_ratio", Field.OrNull(s_ratio))), 30),
        ["reve/remix"] = (With(
            new Field("prompt", s_text, IsRequired: true),
            new Field("images", Field.List(Field.Text(), 1, 6), IsRequired: true),
            new Field("aspect_ratio", Field.OrNull(s_ratio))), 30),
    };

    /// <summary>The app without version and function; empty when that is not how an app is named.</summary>
    public static string NameOf(string app) => AppName().Match(app).Groups["name"].Value;

    public static Schema? InputOf(string app) => s_apps.TryGetValue(app, out var known) ? known.Input : null;

    public static decimal PriceOf(string app, JsonElement input) =>
        !s_apps.TryGetValue(app, out var known) ? 1
        : input.TryGetProperty("test_time_scaling", out var scaling) && scaling.ValueKind == JsonValueKind.Number
            ? known.Price * scaling.GetInt32()
            : known.Price;

    /// <summary>The addresses of the images that a run is to use.</summary>
    public static IEnumerable<JsonElement> ImagesOf(JsonElement input)
    {
        var one = input.TryGetProperty("image", out var image) ? [image] : Array.Empty<JsonElement>();
        var several = input.TryGetProperty("images", out var images) && images.ValueKind == JsonValueKind.Array
            ? images.EnumerateArray()
            : Enumerable.Empty<JsonElement>();
        return one.Concat(several).Where(image => image.ValueKind == JsonValueKind.String);
    }

    public static bool IsForbidden(JsonElement input) =>
        (input.TextOf("prompt") + input.TextOf("edit_instruction")).Contains("forbidden", StringComparison.Ordinal);

    private static Schema With(params Field[] more) => new(
    [
        .. more,
        new Field("version", Field.Text()),
        new Field("test_time_scaling", Field.OrNull(Field.Whole(1, 5))),
        new Field("upscale_factor", Field.OrNull(Field.Whole(2, 4))),
        new Field("remove_background", Field.Flag),
    ]);

    [GeneratedRegex("^(?<name>[a-z0-9-]+/[a-z0-9-]+)(@[A-Za-z0-9]+)?(:[A-Za-z0-9_]+)?$")]
    private static partial Regex AppName();
}
