using System;
using System.Collections;
using System.Linq;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>A record with a Url or Bytes: a row of a CSV or JSON file, a hashtable, or any other object.</summary>
internal sealed class ImageRecord(object record)
{
    /// <summary>Returns an image with the properties of the record.</summary>
    /// <exception cref="ReveException">The record has neither a Url nor Bytes.</exception>
    public ReveImage Read(Func<int> nextIndex)
    {
        var bytes = ReadBytes(Value("Bytes"));
        var url = TextOf("Url") ?? TextOf("Uri");
        if (bytes is null && url is null) throw InputErrors.NothingToSave(record);
        var image = ExistingImages.Create(Value("Index") is null ? nextIndex() : As<int>("Index")) with
        {
            Url = url,
            Prompt = TextOf("Prompt") ?? "",
            Operation = As<ReveOperation>("Operation"),
            Provider = TextOf("Provider") ?? "",
            Model = TextOf("Model") ?? "",
            AspectRatio = TextOf("AspectRatio"),
            RequestId = TextOf("RequestId"),
            RevisedPrompt = TextOf("RevisedPrompt"),
            CreatedAt = As<DateTimeOffset>("CreatedAt"),
        };
        return image.WithBytes(bytes);
    }

    private string? TextOf(string name) => Text.NullIfBlank(Value(name)?.ToString());

    private T As<T>(string name)
        where T : struct =>
        LanguagePrimitives.TryConvertTo<T>(Value(name), out var value) ? value : default;

    private object? Value(string name) => PipelineValue.Unwrap(PipelineValue.Unwrap(record) is IDictionary map
        ? map.Keys.Cast<object>()
            .Where(key => string.Equals(key.ToString(), name, StringComparison.OrdinalIgnoreCase))
            .Select(key => map[key]).FirstOrDefault()
        : PSObject.AsPSObject(record).Properties[name]?.Value);

    /// <summary>Reads bytes, a list of numbers, or base64. A CSV file contains the name of their type only.</summary>
    private static byte[]? ReadBytes(object? value)
    {
        if (value is byte[] or null) return value as byte[];
        try
        {
            return value switch
            {
                string text when DataUri.IsDataUri(text) => DataUri.Decode(text),
                string { Length: > 0 } text => Convert.FromBase64String(text),
                IEnumerable numbers and not string => [.. numbers.Cast<object>().Select(Convert.ToByte)],
                _ => null,
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or InvalidCastException)
        {
            return null;
        }
    }
}
