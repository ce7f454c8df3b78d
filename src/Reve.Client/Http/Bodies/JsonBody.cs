using System.Collections.Generic;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System;
using Reve.Json;

namespace Reve.Http;

/// <summary>A JSON body with images. The JSON is held in memory; the images are read while the body is sent.</summary>
/// <remarks>
/// The JSON contains the start of a data URI for each image, with a placeholder where the base64 belongs. Base64 needs
/// no escaping, so the JSON stays valid when the base64 is inserted.
/// </remarks>
internal sealed class JsonBody
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private JsonBody(byte[] json, IReadOnlyList<Placeholder> placeholders)
    {
        Json = json;
        Placeholders = placeholders;
    }

    public byte[] Json { get; }

    public IReadOnlyList<Placeholder> Placeholders { get; }

    public long Length =>
        Json.Length + Placeholders.Sum(placeholder => Base64Encoder.EncodedLength(placeholder.Input.Length));

    /// <summary>Creates a body without images.</summary>
    public static JsonBody From<T>(T value, JsonTypeInfo<T> type) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, type), []);

    public static JsonBody Write(Action<Writer> write) => Write(write, isArray: false);

    /// <summary>Creates a body that is an array of one object.</summary>
    public static JsonBody WriteArray(Action<Writer> writeItem) => Write(writeItem, isArray: true);

    private static JsonBody Write(Action<Writer> write, bool isArray)
    {
        using var bytes = new PooledBuffer();
        using var json = new Utf8JsonWriter(bytes, s_options);
        var placeholders = new List<Placeholder>();
        if (isArray) json.WriteStartArray();
        json.WriteStartObject();
        write(new Writer(json, bytes, placeholders));
        json.WriteEndObject();
        if (isArray) json.WriteEndArray();
        json.Flush();
        return new JsonBody(bytes.Bytes.ToArray(), placeholders);
    }

    /// <summary>An image and the offset of its base64 in the JSON.</summary>
    internal readonly record struct Placeholder(int Offset, ValidatedInput Input);

    /// <summary>Writes the fields of an object, without those that have no value.</summary>
    internal sealed class Writer(Utf8JsonWriter json, PooledBuffer bytes, List<Placeholder> placeholders)
    {
        private readonly List<string> _names = [];

        public void Field(string name, string? value)
        {
            if (value is null) return;
            Name(name);
            json.WriteStringValue(value);
        }

        public void Field(string name, int? value)
        {
            if (value is not { } number) return;
            Name(name);
            json.WriteNumberValue(number);
        }

        public void Field(string name, ValidatedInput input)
        {
            Name(name);
            Image(input);
        }

        public void Field(string name, IEnumerable<ValidatedInput> inputs)
        {
            Name(name);
            json.WriteStartArray();
            foreach (var input in inputs) Image(input);
            json.WriteEndArray();
        }

        public void Field(string name, IEnumerable<string> values)
        {
            Name(name);
            json.WriteStartArray();
            foreach (var value in values) json.WriteStringValue(value);
            json.WriteEndArray();
        }

        public void Field(string name, bool? value)
        {
            if (value is not { } flag) return;
            Name(name);
            json.WriteBooleanValue(flag);
        }

        public void Object(string name, Action<Writer> write)
        {
            Name(name);
            json.WriteStartObject();
            write(new Writer(json, bytes, placeholders));
            json.WriteEndObject();
        }

        /// <summary>Writes the fields of -AdditionalBody. A field that exists already is an error.</summary>
        public void Fields(IReadOnlyDictionary<string, object?>? fields)
        {
            if (fields is null) return;
            foreach (var field in fields)
            {
                if (_names.Contains(field.Key)) throw FieldExists(field.Key);
                Name(field.Key);
                JsonValueWriter.Write(json, field.Value, field.Key);
            }
        }

        private static ReveException FieldExists(string field) => new(
            ReveErrorKind.AdditionalBodyInvalid,
            $"The additional field '{field}' is part of the request already.",
            "Use the parameter for it.")
        { Target = field };

        private void Name(string name)
        {
            _names.Add(name);
            json.WritePropertyName(name);
        }

        private void Image(ValidatedInput input)
        {
            if (input.Url is { } url)
            {
                json.WriteStringValue(url);
                return;
            }

            json.WriteStringValue($"data:{input.MediaType};base64,");
            json.Flush();
            placeholders.Add(new Placeholder(bytes.Length - 1, input));
        }
    }
}
