using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System;
using Reve.Json;

namespace Reve.Http;

/// <summary>A JSON body with images in it: the small JSON is written, the images are only pointed at.</summary>
/// <remarks>
/// Each image stands as the head of a data URI inside its quotes, with a mark where its base64 belongs. Base64 needs
/// no escaping, so what is streamed in at the marks keeps the JSON valid.
/// </remarks>
internal sealed class JsonBody
{
    private static readonly JsonWriterOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private JsonBody(byte[] json, IReadOnlyList<Mark> marks)
    {
        Json = json;
        Marks = marks;
    }

    public byte[] Json { get; }

    public IReadOnlyList<Mark> Marks { get; }

    public long Length => Json.Length + Marks.Sum(mark => Base64Encoder.EncodedLength(mark.Input.Length));

    public static JsonBody Write(Action<Writer> write)
    {
        using var stream = new MemoryStream();
        using var json = new Utf8JsonWriter(stream, s_options);
        var marks = new List<Mark>();
        json.WriteStartObject();
        write(new Writer(json, stream, marks));
        json.WriteEndObject();
        json.Flush();
        return new JsonBody(stream.ToArray(), marks);
    }

    /// <summary>An image, and the place in the JSON where its base64 belongs.</summary>
    internal readonly record struct Mark(int Offset, ValidatedInput Input);

    /// <summary>Writes the fields of one object; a field without a value is left out.</summary>
    internal sealed class Writer(Utf8JsonWriter json, MemoryStream stream, List<Mark> marks)
    {
        private readonly HashSet<string> _names = new(StringComparer.Ordinal);

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

        /// <summary>A list that holds one object.</summary>
        public void Objects(string name, Action<Writer> write)
        {
            Name(name);
            json.WriteStartArray();
            json.WriteStartObject();
            write(new Writer(json, stream, marks));
            json.WriteEndObject();
            json.WriteEndArray();
        }

        public void Object(string name, Action<Writer> write)
        {
            Name(name);
            json.WriteStartObject();
            write(new Writer(json, stream, marks));
            json.WriteEndObject();
        }

        /// <summary>The user's own fields; one that is written already is refused, not overwritten.</summary>
        public void Fields(IReadOnlyDictionary<string, object?>? fields)
        {
            if (fields is null) return;
            foreach (var field in fields)
            {
                if (_names.Contains(field.Key)) throw Faults.AdditionalBodyTaken(field.Key);
                Name(field.Key);
                JsonValueWriter.Write(json, field.Value, field.Key);
            }
        }

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
            marks.Add(new Mark((int)stream.Length - 1, input));
        }
    }
}
