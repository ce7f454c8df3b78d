using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System;
using Reve.Providers;

namespace Reve.Output;

/// <summary>How the images in a folder are named.</summary>
internal sealed class NameTemplate
{
    public const string Default = "{index:0000}-{slug}";

    private static readonly Regex s_field = new(
        @"\{(?<name>[^{}:]*)(:(?<format>[^{}]*))?\}", RegexOptions.CultureInvariant);

    private static readonly Dictionary<string, Func<ReveImage, string, string>> s_fields =
        new(StringComparer.OrdinalIgnoreCase)
        {
            ["index"] = (image, format) => image.Index.ToString(format, CultureInfo.InvariantCulture),
            ["slug"] = (image, _) => Slug(image),
            ["date"] = (image, format) => Time(image, format, "yyyy-MM-dd"),
            ["time"] = (image, format) => Time(image, format, "HH-mm-ss"),
            ["source"] = (image, _) => Source(image),
            ["provider"] = (image, _) => image.Provider,
            ["model"] = (image, _) => image.Model,
            ["requestid"] = (image, _) => image.RequestId ?? "no-id",
        };

    /// <summary>What the fields mean, and how each can be written.</summary>
    public static IReadOnlyList<TemplateField> Fields { get; } =
    [
        new("index", "the place of the item in its run, from 0", "{index:0000}", "{index}"),
        new("slug", "the words of the prompt", "{slug}"),
        new("date", "the day the image was made", "{date}", "{date:yyyyMMdd}"),
        new("time", "the time the image was made", "{time}", "{time:HHmm}"),
        new("source", "the name of the first image that went in", "{source}"),
        new("provider", "the name of the provider", "{provider}"),
        new("model", "the name of the model", "{model}"),
        new("requestid", "the provider's id of the call", "{requestid}"),
    ];

    private readonly string _text;

    public NameTemplate(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw Invalid(text, "is empty");
        if (text.IndexOfAny(['/', '\\']) >= 0) throw Invalid(text, "names a folder; that is what -OutDirectory is for");
        foreach (Match field in s_field.Matches(text)) CheckField(text, field);
        if (s_field.Replace(text, "").IndexOfAny(['{', '}']) >= 0)
        {
            throw Invalid(text, "has a brace without its partner");
        }

        _text = text;
    }

    /// <summary>The file name without an extension, unless the template names one itself.</summary>
    public string Render(ReveImage image) => FileNames.Safe(s_field.Replace(
        _text, field => Part(s_fields[field.Groups["name"].Value](image, field.Groups["format"].Value))));

    private static string Part(string value) => value.Replace('/', '-').Replace('\\', '-');

    private static void CheckField(string text, Match field)
    {
        var name = field.Groups["name"].Value;
        if (!s_fields.ContainsKey(name)) throw Invalid(text, $"has a field {{{name}}} that does not exist");
        try
        {
            var sample = new ReveImage { Prompt = "", Operation = default, Provider = "", Model = "" };
            s_fields[name](sample, field.Groups["format"].Value);
        }
        catch (FormatException)
        {
            throw Invalid(text, $"has a format in {field.Value} that cannot be used");
        }
    }

    private static string Time(ReveImage image, string format, string standard) => image.CreatedAt.ToLocalTime()
        .ToString(format.Length == 0 ? standard : format, CultureInfo.InvariantCulture);

    /// <summary>The prompt's words; an image that came without any is called as at its address.</summary>
    private static string Slug(ReveImage image) => FileNames.Slug(image.Prompt.Length == 0 && image.Url is { } url
        ? Path.GetFileNameWithoutExtension(Uri.UnescapeDataString(url.Split('?', '#')[0].TrimEnd('/')))
        : image.Prompt);

    private static string Source(ReveImage image) => image.Sources.Count == 0
        ? Slug(image)
        : Path.GetFileNameWithoutExtension(image.Sources[0].Split('?')[0].TrimEnd('/', '\\'));

    private static ReveException Invalid(string text, string why) =>
        Faults.NameTemplateInvalid(text, why, string.Join(", ", Fields.Select(field => $"{{{field.Name}}}")));
}
