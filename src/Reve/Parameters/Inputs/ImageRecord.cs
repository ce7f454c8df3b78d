using System;
using System.Collections;
using System.Linq;

namespace Reve.Parameters;

/// <summary>A record with a Url or Bytes: a row of a CSV or JSON file, a hashtable, or any other object.</summary>
internal sealed class ImageRecord(object record)
{
    private readonly RecordProperties _properties = new(record);

    /// <summary>Returns an image with the properties of the record.</summary>
    /// <exception cref="ReveException">The record has neither a Url nor Bytes.</exception>
    public ReveImage Read(Func<int> nextIndex)
    {
        var bytes = ReadBytes(_properties.Value("Bytes"));
        var url = _properties.TextOf("Url") ?? _properties.TextOf("Uri");
        if (bytes is null && url is null) throw InputErrors.NothingToSave(record);
        var index = _properties.Value("Index") is null ? nextIndex() : _properties.As<int>("Index");
        var image = ExistingImages.Create(index) with
        {
            Url = url,
            Prompt = _properties.TextOf("Prompt") ?? "",
            Operation = _properties.As<ReveOperation>("Operation"),
            Provider = _properties.TextOf("Provider") ?? "",
            Model = _properties.TextOf("Model") ?? "",
            AspectRatio = _properties.TextOf("AspectRatio"),
            RequestId = _properties.TextOf("RequestId"),
            RevisedPrompt = _properties.TextOf("RevisedPrompt"),
            CreatedAt = _properties.As<DateTimeOffset>("CreatedAt"),
        };
        return image.WithBytes(bytes);
    }

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
