using System.Collections;
using System.Linq;
using System.Management.Automation;
using System;
using Reve.Providers;

namespace Reve.Parameters;

/// <summary>
/// A record with an image in it or the way to one: a row of a CSV or JSON file, a hashtable, any object.
/// </summary>
internal sealed class ImageRow(object record)
{
    /// <summary>The image, with what the record tells about it.</summary>
    public ReveImage Read(Func<int> nextIndex)
    {
        var bytes = BytesOf(Value("Bytes"));
        var url = Text("Url") ?? Text("Uri");
        if (bytes is null && url is null) throw Refused.NothingToSave(record);
        return FinishedImages.New(Value("Index") is null ? nextIndex() : As<int>("Index")) with
        {
            Bytes = bytes,
            Url = url,
            Prompt = Text("Prompt") ?? "",
            Operation = As<ReveOperation>("Operation"),
            Provider = Text("Provider") ?? "",
            Model = Text("Model") ?? "",
            AspectRatio = Text("AspectRatio"),
            RequestId = Text("RequestId"),
            RevisedPrompt = Text("RevisedPrompt"),
            CreatedAt = As<DateTimeOffset>("CreatedAt"),
        };
    }

    private string? Text(string name) => Reve.Parameters.Text.OrNull(Value(name)?.ToString());

    private T As<T>(string name)
        where T : struct =>
        LanguagePrimitives.TryConvertTo<T>(Value(name), out var value) ? value : default;

    private object? Value(string name)
    {
        var value = (record is PSObject given ? given.BaseObject : record) is IDictionary map
            ? map.Keys.Cast<object>()
                .Where(key => string.Equals(key.ToString(), name, StringComparison.OrdinalIgnoreCase))
                .Select(key => map[key]).FirstOrDefault()
            : PSObject.AsPSObject(record).Properties[name]?.Value;
        return value is PSObject wrapped ? wrapped.BaseObject : value;
    }

    /// <summary>Bytes as they are, as a list of numbers or as base64; a CSV file has only their type's name.</summary>
    private static byte[]? BytesOf(object? value)
    {
        if (value is byte[] or null) return value as byte[];
        try
        {
            return value switch
            {
                string text when DataUri.IsOne(text) => DataUri.Decode(text),
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
