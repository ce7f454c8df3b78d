using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System;
using Reve.Json;

namespace Reve.Providers.InferenceSh;

/// <summary>Builds the state of a task from updates. Fields that an update lacks keep their values.</summary>
internal sealed class InferenceShTaskParser(ReveTask task)
{
    // The current numbers. Those of the older API agree on 1 to 7 only.
    private static readonly ReveTaskStatus[] s_numbers =
    [
        ReveTaskStatus.Unknown, ReveTaskStatus.Received, ReveTaskStatus.Queued, ReveTaskStatus.Dispatched,
        ReveTaskStatus.Preparing, ReveTaskStatus.Serving, ReveTaskStatus.SettingUp, ReveTaskStatus.Running,
        ReveTaskStatus.Cancelling, ReveTaskStatus.Uploading, ReveTaskStatus.Completed, ReveTaskStatus.Failed,
        ReveTaskStatus.Cancelled,
    ];

    private int? _number;
    private string? _text;

    public ReveTask Task { get; private set; } = task;

    /// <summary>Merges a whole task, a part of one, or an event about one, in any envelope.</summary>
    public void Merge(JsonElement update)
    {
        var fields = InferenceShEnvelope.Unwrap(update);
        if (fields.ValueKind != JsonValueKind.Object) return;
        var listed = InferenceShEnvelope.ReadFieldList(update);
        if (Contains("status") || Contains("status_text")) ReadStatus(fields);
        Task = Task with
        {
            Id = fields.Text("id") ?? Task.Id,
            CreatedAt = ReadTime(fields, "created_at") ?? Task.CreatedAt,
            UpdatedAt = ReadTime(fields, "updated_at") ?? Task.UpdatedAt,
        };
        if (Contains("error")) Task = Task with { Error = fields.Text("error") };
        if (Contains("output") && fields.Get("output") is { } output) ReadOutput(output);
        Task = Task with { Status = DecideStatus() };

        bool Contains(string field) => listed?.Contains(field) ?? fields.TryGetProperty(field, out _);
    }

    private void ReadOutput(JsonElement output) => Task = Task with
    {
        Output = output.ValueKind == JsonValueKind.Object ? ReadObject(output) : Task.Output,
        Urls = ReadImages(output) is { Count: > 0 } urls ? urls : Task.Urls,
        Usage = output.Get("output_meta") is { } meta ? ReadUsage(meta) ?? Task.Usage : Task.Usage,
    };

    /// <summary>A new number without a new text invalidates the old text.</summary>
    private void ReadStatus(JsonElement fields)
    {
        if (fields.Get("status") is { } status)
        {
            _number = status.ValueKind == JsonValueKind.Number && status.TryGetInt32(out var number) ? number : null;
            _text = status.StringValue();
            if (int.TryParse(_text, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            {
                (_number, _text) = (digits, null);
            }
        }

        _text = fields.Text("status_text") ?? _text;
    }

    /// <summary>Text comes before an error and a number: 8 to 12 differ between versions of the API.</summary>
    private ReveTaskStatus DecideStatus()
    {
        if (_text is not null && Parse(_text) is { } status) return status;
        if (!string.IsNullOrEmpty(Task.Error)) return ReveTaskStatus.Failed;
        if (_number == 9 && Task.Output is { Count: > 0 }) return ReveTaskStatus.Completed;
        return _number is { } number && number >= 0 && number < s_numbers.Length ? s_numbers[number] : Task.Status;
    }

    private static ReveTaskStatus? Parse(string text)
    {
        var letters = new string([.. text.Where(char.IsLetter)]);
        if (string.Equals(letters, "scheduled", StringComparison.OrdinalIgnoreCase)) return ReveTaskStatus.Dispatched;
        if (string.Equals(letters, "canceled", StringComparison.OrdinalIgnoreCase)) return ReveTaskStatus.Cancelled;
        return Enum.TryParse<ReveTaskStatus>(letters, ignoreCase: true, out var status) ? status : null;
    }

    private static List<string> ReadImages(JsonElement output)
    {
        var urls = new List<string>();
        if (output.Address("image") is { } image) urls.Add(image);
        if (output.Get("images") is { ValueKind: JsonValueKind.Array } images)
        {
            urls.AddRange(images.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String)
                .Select(item => item.StringValue()).OfType<string>());
        }

        return urls;
    }

    /// <summary>The cost is in Reve credits, whatever the schema calls it, and never in money.</summary>
    private static ReveUsage? ReadUsage(JsonElement meta)
    {
        if (meta.Get("outputs") is not { ValueKind: JsonValueKind.Array } outputs) return null;
        var costs = outputs.EnumerateArray().Select(item => item.Number("cost")).OfType<decimal>().ToList();
        return costs.Count == 0 ? null : new ReveUsage { Amount = costs.Sum(), Unit = "credits" };
    }

    private static DateTimeOffset? ReadTime(JsonElement fields, string name) =>
        DateTimeOffset.TryParse(
            fields.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    private static Dictionary<string, object?> ReadObject(JsonElement map) =>
        map.EnumerateObject().GroupBy(field => field.Name)
            .ToDictionary(group => group.Key, group => ReadValue(group.Last().Value));

    private static object? ReadValue(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.StringValue(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Object => ReadObject(value),
        JsonValueKind.Array => value.EnumerateArray().Select(ReadValue).ToArray(),
        _ => null,
    };
}
