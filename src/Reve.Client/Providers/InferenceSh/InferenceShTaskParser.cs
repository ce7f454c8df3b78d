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

    private static readonly string[] s_stateFields = ["status", "status_text", "error", "output"];
    private static readonly string[] s_imageFields = ["image", "images"];
    private static readonly string[] s_addressFields = ["uri", "url", "path"];

    private int? _number;
    private string? _text;

    public ReveTask Task { get; private set; } = task;

    /// <summary>Whether an element contains the state of a task, in any envelope.</summary>
    public static bool IsTask(JsonElement element)
    {
        var fields = InferenceShEnvelope.Unwrap(element);
        return s_stateFields.Any(field => fields.Get(field) is not null);
    }

    /// <summary>Merges a whole task, a part of one, or an event about one, in any envelope.</summary>
    public void Merge(JsonElement update)
    {
        var fields = InferenceShEnvelope.Unwrap(update);
        if (fields.ValueKind != JsonValueKind.Object) return;
        var listed = InferenceShEnvelope.ReadFieldList(update);
        if (Contains("status") || Contains("status_text")) ReadStatus(fields);
        Task = Task with
        {
            // The id of a known task does not change: it is the only way to what is paid for.
            Id = Task.Id.Length > 0 ? Task.Id : fields.Text("id") ?? "",
            CreatedAt = fields.Time("created_at") ?? Task.CreatedAt,
            UpdatedAt = fields.Time("updated_at") ?? Task.UpdatedAt,
        };
        if (Contains("error")) Task = Task with { Error = fields.Text("error") };
        if (Contains("output") && fields.Get("output") is { } output) ReadOutput(output);
        Task = Task with { Status = DecideStatus() };

        bool Contains(string field) => listed?.Contains(field) ?? fields.Fields().Any(present => present.Key == field);
    }

    private void ReadOutput(JsonElement output) => Task = Task with
    {
        Output = output.ValueKind == JsonValueKind.Object ? output.PlainFields() : Task.Output,
        Urls = ReadUrls(output) is { Count: > 0 } urls ? urls : Task.Urls,
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

    private static List<string> ReadUrls(JsonElement output) =>
    [
        .. s_imageFields.Select(field => output.Get(field)).OfType<JsonElement>().DefaultIfEmpty(output)
            .SelectMany(FilesIn).Select(ReadUrl).OfType<string>().Distinct(),
    ];

    private static IEnumerable<JsonElement> FilesIn(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [value];

    /// <summary>The address of a file, which is text, or an object with the address.</summary>
    private static string? ReadUrl(JsonElement file) => file.AddressValue()
        ?? s_addressFields.Select(field => file.Address(field)).FirstOrDefault(url => url is not null);

    /// <summary>The cost is in Reve credits, whatever the schema calls it, and never in money.</summary>
    private static ReveUsage? ReadUsage(JsonElement meta)
    {
        var costs = meta.Items("outputs").Select(item => item.Charge("cost")).OfType<decimal>().ToList();
        return costs.Count == 0 ? null : new ReveUsage { Amount = costs.Sum(), Unit = "credits" };
    }
}
