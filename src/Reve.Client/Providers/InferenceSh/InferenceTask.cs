using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System;
using Reve.Json;

namespace Reve.Providers;

/// <summary>A task as it becomes known, update by update: what an update does not speak of stays as it was.</summary>
internal sealed class InferenceTask(ReveTask task)
{
    // Two generations of numbers agree on 1 to 7 only; this is the current one.
    private static readonly ReveTaskStatus[] s_numbers =
    [
        ReveTaskStatus.Unknown, ReveTaskStatus.Received, ReveTaskStatus.Queued, ReveTaskStatus.Dispatched,
        ReveTaskStatus.Preparing, ReveTaskStatus.Serving, ReveTaskStatus.SettingUp, ReveTaskStatus.Running,
        ReveTaskStatus.Cancelling, ReveTaskStatus.Uploading, ReveTaskStatus.Completed, ReveTaskStatus.Failed,
        ReveTaskStatus.Cancelled,
    ];

    private int? _number;
    private string? _words;

    public ReveTask Now { get; private set; } = task;

    /// <summary>Takes in a whole task, a part of one, or an event about one, in any envelope.</summary>
    public void Merge(JsonElement update)
    {
        var fields = InferenceJson.Unwrap(update);
        if (fields.ValueKind != JsonValueKind.Object) return;
        var named = InferenceJson.NamedFields(update);
        if (Speaks("status") || Speaks("status_text")) ReadStatus(fields);
        Now = Now with
        {
            Id = fields.Text("id") ?? Now.Id,
            CreatedAt = Time(fields, "created_at") ?? Now.CreatedAt,
            UpdatedAt = Time(fields, "updated_at") ?? Now.UpdatedAt,
        };
        if (Speaks("error")) Now = Now with { Error = fields.Text("error") };
        if (Speaks("output") && fields.Get("output") is { } output) ReadOutput(output);
        Now = Now with { Status = Decide() };

        bool Speaks(string field) => named?.Contains(field) ?? fields.TryGetProperty(field, out _);
    }

    private void ReadOutput(JsonElement output) => Now = Now with
    {
        Output = output.ValueKind == JsonValueKind.Object ? Plain(output) : Now.Output,
        Urls = Images(output) is { Count: > 0 } urls ? urls : Now.Urls,
        Usage = output.Get("output_meta") is { } meta ? Charge(meta) ?? Now.Usage : Now.Usage,
    };

    /// <summary>A new number without new words makes the old words stale.</summary>
    private void ReadStatus(JsonElement fields)
    {
        if (fields.Get("status") is { } status)
        {
            _number = status.ValueKind == JsonValueKind.Number && status.TryGetInt32(out var number) ? number : null;
            _words = status.StringValue();
            if (int.TryParse(_words, NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            {
                (_number, _words) = (digits, null);
            }
        }

        _words = fields.Text("status_text") ?? _words;
    }

    /// <summary>JobText first, then an error, then the number: 8 to 12 mean other things in each generation.</summary>
    private ReveTaskStatus Decide()
    {
        if (_words is not null && Parse(_words) is { } said) return said;
        if (!string.IsNullOrEmpty(Now.Error)) return ReveTaskStatus.Failed;
        if (_number == 9 && Now.Output is { Count: > 0 }) return ReveTaskStatus.Completed;
        return _number is { } number && number >= 0 && number < s_numbers.Length ? s_numbers[number] : Now.Status;
    }

    private static ReveTaskStatus? Parse(string words)
    {
        var letters = new string([.. words.Where(char.IsLetter)]);
        if (string.Equals(letters, "scheduled", StringComparison.OrdinalIgnoreCase)) return ReveTaskStatus.Dispatched;
        if (string.Equals(letters, "canceled", StringComparison.OrdinalIgnoreCase)) return ReveTaskStatus.Cancelled;
        return Enum.TryParse<ReveTaskStatus>(letters, ignoreCase: true, out var status) ? status : null;
    }

    private static List<string> Images(JsonElement output)
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

    /// <summary>The cost counts Reve's credits, whatever the schema calls it; it is never money.</summary>
    private static ReveUsage? Charge(JsonElement meta)
    {
        if (meta.Get("outputs") is not { ValueKind: JsonValueKind.Array } outputs) return null;
        var costs = outputs.EnumerateArray().Select(item => item.Number("cost")).OfType<decimal>().ToList();
        return costs.Count == 0 ? null : new ReveUsage { Amount = costs.Sum(), Unit = "credits" };
    }

    private static DateTimeOffset? Time(JsonElement fields, string name) =>
        DateTimeOffset.TryParse(
            fields.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : null;

    private static Dictionary<string, object?> Plain(JsonElement map) =>
        map.EnumerateObject().GroupBy(field => field.Name)
            .ToDictionary(group => group.Key, group => Value(group.Last().Value));

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.StringValue(),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? whole : value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Object => Plain(value),
        JsonValueKind.Array => value.EnumerateArray().Select(Value).ToArray(),
        _ => null,
    };
}
