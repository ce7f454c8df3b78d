using System;
using System.Globalization;
using System.Management.Automation;

namespace Reve.Parameters;

/// <summary>Reads the charge of a call from a row of a CSV file, a deserialized result, or a similar object.</summary>
internal sealed class ChargeRecord(object record)
{
    private readonly RecordProperties _properties = new(record);

    /// <summary>Returns the charge as the result that it belongs to; null when the record has none.</summary>
    public ReveImage? Read()
    {
        if (_properties.TextOf("Provider") is not { } provider || !_properties.Has("Usage")) return null;
        return ExistingImages.Create(index: 0) with
        {
            Provider = provider,
            Model = _properties.TextOf("Model") ?? "",
            RequestId = _properties.TextOf("RequestId"),
            Usage = ReadUsage(_properties.Wrapped("Usage")),
            CreatedAt = ReadTime(),
        };
    }

    /// <summary>The path of the file or folder that the record describes; null when it describes none.</summary>
    public string? Path =>
        _properties.TextOf("PSPath") ?? _properties.TextOf("LiteralPath") ?? _properties.TextOf("FullName");

    private static ReveUsage? ReadUsage(object? value) => PipelineValue.Unwrap(value) switch
    {
        null => null,
        ReveUsage usage => usage,
        string text => ReadText(text.Trim()),
        _ => ReadObject(new RecordProperties(value!)),
    };

    private static ReveUsage? ReadObject(RecordProperties usage) => usage.Value("Amount") is null
        ? null
        : new ReveUsage { Amount = usage.As<decimal>("Amount"), Unit = usage.TextOf("Unit") };

    /// <summary>Reads an amount and its unit, as the usage of a result is written to a CSV file.</summary>
    private static ReveUsage? ReadText(string text)
    {
        // The amount in USD follows in parentheses, and is determined again.
        text = text.Split('(')[0].TrimEnd();
        var end = text.IndexOf(' ') is var space && space < 0 ? text.Length : space;
        return decimal.TryParse(
            text.Substring(0, end), NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? new ReveUsage { Amount = amount, Unit = Text.NullIfBlank(text.Substring(end).Trim()) }
            : null;
    }

    /// <summary>
    /// Reads a time. A CSV file has it in the culture of the session that wrote it, and a deserialized time is an
    /// object with properties.
    /// </summary>
    private DateTimeOffset ReadTime()
    {
        if (_properties.As<DateTimeOffset>("CreatedAt") is var time && time != default) return time;
        var text = _properties.TextOf("CreatedAt");
        if (DateTimeOffset.TryParse(text, CultureInfo.CurrentCulture, DateTimeStyles.None, out time)) return time;
        return _properties.Wrapped("CreatedAt") is PSObject deserialized
            && new RecordProperties(deserialized).As<DateTime>("UtcDateTime") is var utc && utc != default
                ? new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc))
                : default;
    }
}
