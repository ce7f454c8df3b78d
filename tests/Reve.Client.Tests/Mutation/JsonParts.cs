using System;
using System.Collections.Generic;
using System.Text.Json;

namespace Reve.Tests.Mutation;

/// <summary>Finds the values in text that contains JSON, as far as they are well-formed.</summary>
internal static class JsonParts
{
    public static List<JsonPart> Of(ReadOnlySpan<byte> text)
    {
        var parts = new List<JsonPart>();
        for (var at = 0; at < text.Length;)
        {
            var start = text[at..].IndexOfAny((byte)'{', (byte)'[');
            if (start < 0) break;
            at += start;
            at += Read(text[at..], at, parts);
        }

        return parts;
    }

    /// <summary>Reads one document.</summary>
    /// <returns>Its length, or the length of its beginning that is well-formed.</returns>
    private static int Read(ReadOnlySpan<byte> text, int offset, List<JsonPart> parts)
    {
        var json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 1000 });
        var containers = new Stack<(int Start, Range? Name)>();
        Range? name = null;
        try
        {
            while (json.Read())
            {
                var (start, end) = (offset + (int)json.TokenStartIndex, offset + (int)json.BytesConsumed);
                switch (json.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = start..(start + json.ValueSpan.Length + 2);
                        continue;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        containers.Push((start, name));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        var container = containers.Pop();
                        parts.Add(new JsonPart(container.Start..end, container.Name));
                        if (containers.Count == 0) return end - offset;
                        break;
                    default:
                        parts.Add(new JsonPart(start..end, name));
                        break;
                }

                name = null;
            }
        }
        catch (JsonException)
        {
            // The rest is read as a document of its own.
        }

        return Math.Max(1, (int)json.BytesConsumed);
    }
}
