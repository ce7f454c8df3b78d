using System;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Reve.Json;

/// <summary>
/// Values whose type is known only at run time, such as options and the details of a charge: written without
/// reflection, read as plain values.
/// </summary>
internal sealed class PlainValueConverter : JsonConverter<object>
{
    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return document.RootElement.PlainValue();
    }

    public override void Write(Utf8JsonWriter writer, object value, JsonSerializerOptions options) =>
        JsonValueWriter.Write(writer, value, nameof(value));
}
