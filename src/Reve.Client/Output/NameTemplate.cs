using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;

namespace Reve.Output;

/// <summary>A template for the names of the images in a folder.</summary>
internal sealed class NameTemplate
{
    public const string Default = "{index:0000}-{slug}";
    public const string DefaultForEdit = "{source}-{slug}";

    private const int MaximumName = 1000;

    private static readonly Regex s_field = new(
        @"\{(?<name>[^{}:]*)(:(?<format>[^{}]*))?\}", RegexOptions.CultureInvariant);

    private static readonly string[] s_knownAfterwards = ["date", "time", "requestid"];

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

    private readonly string _text;

    /// <exception cref="ReveException">The template is not valid.</exception>
    public NameTemplate(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) throw Invalid(text, "is empty");
        if (text.IndexOfAny(['/', '\\']) >= 0) throw Invalid(text, "names a folder; use -OutDirectory for the folder");
        foreach (Match field in s_field.Matches(text)) CheckField(text, field);
        if (s_field.Replace(text, "").IndexOfAny(['{', '}']) >= 0) throw Invalid(text, "has an unpaired brace");
        _text = text;
    }

    /// <summary>The fields, with the forms in which each can be written.</summary>
    public static IReadOnlyList<TemplateField> Fields { get; } =
    [
        new("index", "the position of the item in its run, from 0", "{index:0000}", "{index}"),
        new("slug", "the words of the prompt", "{slug}"),
        new("date", "the day on which the image was generated", "{date}", "{date:yyyyMMdd}"),
        new("time", "the time at which the image was generated", "{time}", "{time:HHmm}"),
        new("source", "the name of the first input image", "{source}"),
        new("provider", "the name of the provider", "{provider}"),
        new("model", "the name of the model", "{model}"),
        new("requestid", "the provider's id of the call", "{requestid}"),
    ];

    /// <summary>Whether the name depends only on the request.</summary>
    public bool IsKnownBeforehand => !s_field.Matches(_text).Cast<Match>()
        .Any(match => s_knownAfterwards.Contains(NameOf(match), StringComparer.OrdinalIgnoreCase));

    /// <summary>The file name, without an extension unless the template has one.</summary>
    public string Render(ReveImage image) => FileNames.Safe(s_field.Replace(
        _text, field => WithoutSeparators(s_fields[NameOf(field)](image, FormatOf(field)))));

    private static string NameOf(Match field) => field.Groups["name"].Value;

    private static string FormatOf(Match field) => field.Groups["format"].Value;

    private static string WithoutSeparators(string value) => value.Replace('/', '-').Replace('\\', '-');

    private static void CheckField(string text, Match field)
    {
        var name = NameOf(field);
        if (!s_fields.TryGetValue(name, out var render)) throw Invalid(text, $"has an unknown field {{{name}}}");
        try
        {
            render(new ReveImage { Prompt = "", Operation = default, Provider = "", Model = "" }, FormatOf(field));
        }
        catch (FormatException)
        {
            throw Invalid(text, $"has an invalid format in {field.Value}");
        }
    }

    private static string Time(ReveImage image, string format, string defaultFormat) => image.CreatedAt.ToLocalTime()
        .ToString(format.Length == 0 ? defaultFormat : format, CultureInfo.InvariantCulture);

    /// <summary>The words of the prompt; without a prompt, the last part of the URL.</summary>
    private static string Slug(ReveImage image) => FileNames.Slug(
        image.Prompt.Length == 0 && image.Url is { } url ? NameInUrl(url) : image.Prompt);

    private static string NameInUrl(string url)
    {
        var name = FileNames.Stem(url.Split('?', '#')[0]);
        // .NET Framework refuses to decode very long text.
        return Uri.UnescapeDataString(name.Length > MaximumName ? name.Substring(0, MaximumName) : name);
    }

    private static string Source(ReveImage image) =>
        image.Sources.Count == 0 ? Slug(image) : FileNames.Stem(image.Sources[0].Split('?')[0]);

    private static ReveException Invalid(string text, string reason) => OutputErrors.TemplateInvalid(
        text, reason, string.Join(", ", Fields.Select(field => $"{{{field.Name}}}")));
}
