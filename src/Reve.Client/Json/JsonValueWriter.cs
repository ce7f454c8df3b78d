using System;
using System.Collections;
using System.Globalization;
using System.Text.Json;

namespace Reve.Json;

/// <summary>Writes plain values as JSON, without reflection.</summary>
internal static class JsonValueWriter
{
    private const int MaximumDepth = 32;

    /// <exception cref="ReveException">The value has no form in JSON.</exception>
    /// <param name="json">The writer.</param>
    /// <param name="value">The value.</param>
    /// <param name="field">The field that an error names.</param>
    /// <param name="depth">The number of containers around the value.</param>
    public static void Write(Utf8JsonWriter json, object? value, string field, int depth = 0)
    {
        if (depth > MaximumDepth) throw NotWritable(field, "is nested too deeply");
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(WellFormedText.Repair(text)); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case char or Enum or Uri or Guid: json.WriteStringValue(WellFormedText.Repair(value.ToString()!)); break;
            case DateTimeOffset time: json.WriteStringValue(time); break;
            case DateTime time: json.WriteStringValue(time); break;
            case double or float: WriteReal(json, Convert.ToDouble(value, CultureInfo.InvariantCulture), field); break;
            case byte or sbyte or short or ushort or int or uint or long or ulong or decimal:
                json.WriteNumberValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture)); break;
            case IDictionary map: WriteObject(json, map, field, depth); break;
            case IEnumerable items: WriteArray(json, items, field, depth); break;
            default: throw NotWritable(field, $"is a {value.GetType().Name}");
        }
    }

    private static void WriteReal(Utf8JsonWriter json, double number, string field)
    {
        if (double.IsNaN(number) || double.IsInfinity(number)) throw NotWritable(field, "is not a finite number");
        json.WriteNumberValue(number);
    }

    private static void WriteObject(Utf8JsonWriter json, IDictionary map, string field, int depth)
    {
        json.WriteStartObject();
        foreach (DictionaryEntry entry in map)
        {
            var name = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? "";
            json.WritePropertyName(WellFormedText.Repair(name));
            Write(json, entry.Value, field, depth + 1);
        }

        json.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter json, IEnumerable items, string field, int depth)
    {
        json.WriteStartArray();
        foreach (var item in items) Write(json, item, field, depth + 1);
        json.WriteEndArray();
    }

    private static ReveException NotWritable(string field, string reason) => new(
        ReveErrorKind.AdditionalBodyInvalid,
        $"The additional field '{field}' cannot be sent as JSON: its value {reason}.",
        "Use strings, numbers, booleans, lists and hashtables.") { Target = field };
}
