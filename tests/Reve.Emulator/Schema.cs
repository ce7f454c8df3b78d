using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace Reve.Emulator;

/// <summary>What a JSON body must look like, field by field; a field that is not listed is refused.</summary>
internal sealed record Schema(params Field[] Fields)
{
    /// <summary>What is wrong with the body; null when nothing is.</summary>
    public string? Problem(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) return "Expected an object";
        foreach (var property in body.EnumerateObject())
        {
            var field = Fields.FirstOrDefault(candidate => candidate.Name == property.Name);
            if (field is null) return $"Unrecognized key: {property.Name}";
            if (field.Check(property.Value) is { } wrong) return $"{property.Name}: {wrong}";
        }

        var absent = Fields.FirstOrDefault(field => field.IsRequired && !body.TryGetProperty(field.Name, out _));
        return absent is { } missing
            ? $"{missing.Name}: Required"
            : body.EnumerateObject().GroupBy(property => property.Name).Any(group => group.Count() > 1)
                ? "Duplicate key"
                : null;
    }
}

/// <summary>One field: its name, whether it must be there, and what is wrong with a value.</summary>
internal sealed record Field(string Name, Func<JsonElement, string?> Check, bool IsRequired = false)
{
    public static Func<JsonElement, string?> Text(int longest = int.MaxValue) => value =>
        value.ValueKind != JsonValueKind.String ? "Expected string"
        : value.GetString()!.EnumerateRunes().Count() > longest ? $"String must contain at most {longest} character(s)"
        : value.GetString()!.Length == 0 ? "String must contain at least 1 character(s)"
        : null;

    public static Func<JsonElement, string?> OneOf(params string[] values) => value =>
        value.ValueKind == JsonValueKind.String && values.Contains(value.GetString())
            ? null
            : $"Invalid enum value. Expected {string.Join(" | ", values)}, received {value.GetRawText()}";

    public static Func<JsonElement, string?> Flag => value =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "Expected boolean";

    public static Func<JsonElement, string?> AnyText => value =>
        value.ValueKind == JsonValueKind.String ? null : "Expected string";

    public static Func<JsonElement, string?> AnyObject => value =>
        value.ValueKind == JsonValueKind.Object ? null : "Expected object";

    public static Func<JsonElement, string?> Whole(int least, int most) => value =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)
        && number >= least && number <= most
            ? null
            : $"Expected a whole number from {least} to {most}";

    public static Func<JsonElement, string?> OrNull(Func<JsonElement, string?> check) => value =>
        value.ValueKind == JsonValueKind.Null ? null : check(value);

    public static Func<JsonElement, string?> Address => value =>
        value.ValueKind == JsonValueKind.String && IsAddress(value.GetString()!) ? null : "Invalid url";

    public static Func<JsonElement, string?> List(Func<JsonElement, string?> item, int fewest, int most) => value =>
        value.ValueKind != JsonValueKind.Array ? "Expected array"
        : value.GetArrayLength() < fewest ? $"Array must contain at least {fewest} element(s)"
        : value.GetArrayLength() > most ? $"Array must contain at most {most} element(s)"
        : value.EnumerateArray().Select(item).FirstOrDefault(problem => problem is not null);

    private static bool IsAddress(string text) =>
        text.StartsWith("data:image/", StringComparison.Ordinal)
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https");
}
