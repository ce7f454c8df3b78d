using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Reve.Json;

/// <summary>
/// Reads JSON that comes from a host or from a file. It never throws: a field that is missing, null, of another kind,
/// out of range or not well-formed is absent. Of fields with the same name the last one counts.
/// </summary>
internal static class JsonReader
{
    private const decimal LargestCharge = 1_000_000_000_000_000;
    private static readonly byte[] s_byteOrderMark = [0xEF, 0xBB, 0xBF];

    /// <summary>Parses UTF-8 text, with or without a byte order mark. The caller disposes the document.</summary>
    public static bool TryParse(ReadOnlyMemory<byte> utf8, [NotNullWhen(true)] out JsonDocument? document)
    {
        try
        {
            document = JsonDocument.Parse(WithoutByteOrderMark(utf8));
            return true;
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            document = null;
            return false;
        }
    }

    /// <summary>Parses text. The caller disposes the document.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out JsonDocument? document) =>
        TryParse(Encoding.UTF8.GetBytes(text), out document);

    /// <summary>Reads what this module itself has written, as the type that it was written from.</summary>
    /// <returns>The value; null when the text is not exactly of that form.</returns>
    public static T? Read<T>(ReadOnlyMemory<byte> utf8, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(WithoutByteOrderMark(utf8).Span, type);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return null;
        }
    }

    public static JsonElement? Get(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object) return null;
        JsonElement? found;
        try
        {
            found = element.TryGetProperty(name, out var value) ? value : null;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            found = FindAmongUnreadableNames(element, name);
        }

        return found is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } ? found : null;
    }

    /// <summary>The text of a field; an empty text is absent.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Get(name)?.StringValue() is { Length: > 0 } text ? text : null;

    /// <summary>The text of a string; null for anything else, and for text that is not well-formed.</summary>
    public static string? StringValue(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>An http or https address. An image inside a data URI is not an address.</summary>
    public static string? Address(this JsonElement element, string name) => element.Get(name)?.AddressValue();

    /// <summary>The http or https address that an element consists of, without blanks around it.</summary>
    public static string? AddressValue(this JsonElement element) =>
        element.StringValue()?.Trim() is { } text && text.StartsWith("http", StringComparison.OrdinalIgnoreCase)
            ? text
            : null;

    public static bool? Flag(this JsonElement element, string name) => element.Get(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static decimal? Number(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var number)
            ? number
            : null;

    /// <summary>A number, also one that is written as text.</summary>
    public static decimal? Amount(this JsonElement element, string name) =>
        element.Number(name) ?? ParseNumber(element.Text(name));

    /// <summary>What a call cost; null for an amount that cannot be a charge. Sums of charges never overflow.</summary>
    public static decimal? Charge(this JsonElement element, string name) => AsCharge(element.Amount(name));

    /// <summary>What a call cost, as text.</summary>
    public static decimal? ParseCharge(string? text) => AsCharge(ParseNumber(text));

    public static DateTimeOffset? Time(this JsonElement element, string name) => DateTimeOffset.TryParse(
        element.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? time
        : null;

    /// <summary>The items of an array; none when the field is not an array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];

    /// <summary>The fields of an object whose names are well-formed; none when the element is not an object.</summary>
    public static IEnumerable<KeyValuePair<string, JsonElement>> Fields(this JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) yield break;
        foreach (var property in element.EnumerateObject())
        {
            if (NameOf(property) is { } name) yield return new(name, property.Value);
        }
    }

    /// <summary>The bytes behind base64, bare or as a data URI; null when there are none or they are damaged.</summary>
    public static byte[]? Base64(this JsonElement element, string name) => element.Get(name)?.Base64Value();

    /// <summary>The bytes behind the base64 or the data URI that an element consists of.</summary>
    public static byte[]? Base64Value(this JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String) return null;
        if (TryGetBytes(value) is { } bytes) return bytes.Length > 0 ? bytes : null;
        if (value.StringValue() is not { } text) return null;

        var comma = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(',') : -1;
        if (comma < 0 || comma == text.Length - 1) return null;
        try
        {
            return Convert.FromBase64String(text.Substring(comma + 1));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// The element as plain values: text, numbers, true and false, lists, and dictionaries. What is not well-formed is
    /// null, or left out where it is a name.
    /// </summary>
    public static object? PlainValue(this JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.StringValue(),
        JsonValueKind.Number => PlainNumber(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Object => element.PlainFields(),
        JsonValueKind.Array => element.EnumerateArray().Select(PlainValue).ToArray(),
        _ => null,
    };

    /// <summary>The fields of an object as plain values.</summary>
    public static Dictionary<string, object?> PlainFields(this JsonElement element)
    {
        var fields = new Dictionary<string, object?>();
        foreach (var field in element.Fields()) fields[field.Key] = field.Value.PlainValue();
        return fields;
    }

    /// <summary>The JSON text of the element; null when it is not well-formed.</summary>
    public static string? RawText(this JsonElement element)
    {
        try
        {
            return element.GetRawText();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static decimal? AsCharge(decimal? amount) => amount is >= 0 and <= LargestCharge ? amount : null;

    private static decimal? ParseNumber(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static object? PlainNumber(JsonElement element)
    {
        if (element.TryGetInt64(out var whole)) return whole;
        if (element.TryGetDecimal(out var number)) return number;
        return element.TryGetDouble(out var real) && !double.IsInfinity(real) ? real : null;
    }

    private static JsonElement? FindAmongUnreadableNames(JsonElement element, string name)
    {
        JsonElement? found = null;
        foreach (var field in element.Fields())
        {
            if (field.Key == name) found = field.Value;
        }

        return found;
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static byte[]? TryGetBytes(JsonElement value)
    {
        try
        {
            return value.TryGetBytesFromBase64(out var bytes) ? bytes : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> utf8) =>
        utf8.Span.StartsWith(s_byteOrderMark) ? utf8.Slice(s_byteOrderMark.Length) : utf8;

    private static bool IsUnreadable(Exception exception) => exception is JsonException or InvalidOperationException
        or NotSupportedException or FormatException or OverflowException or ArgumentException;
}
