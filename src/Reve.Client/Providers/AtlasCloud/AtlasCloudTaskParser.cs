using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Reve.Json;

namespace Reve.Providers.AtlasCloud;

/// <summary>Reads the state of a task, from the response to its submission or to a query.</summary>
internal static class AtlasCloudTaskParser
{
    private const string TimedOut = "timeout";

    // The reference page names processing, completed and failed. The others were seen, or mean the same elsewhere.
    private static readonly Dictionary<string, ReveTaskStatus> s_statuses = new()
    {
        ["created"] = ReveTaskStatus.Received,
        ["accepted"] = ReveTaskStatus.Received,
        ["submitted"] = ReveTaskStatus.Received,
        ["queued"] = ReveTaskStatus.Queued,
        ["queueing"] = ReveTaskStatus.Queued,
        ["inqueue"] = ReveTaskStatus.Queued,
        ["pending"] = ReveTaskStatus.Queued,
        ["waiting"] = ReveTaskStatus.Queued,
        ["starting"] = ReveTaskStatus.Preparing,
        ["processing"] = ReveTaskStatus.Running,
        ["inprogress"] = ReveTaskStatus.Running,
        ["running"] = ReveTaskStatus.Running,
        ["completed"] = ReveTaskStatus.Completed,
        ["succeeded"] = ReveTaskStatus.Completed,
        ["success"] = ReveTaskStatus.Completed,
        ["failed"] = ReveTaskStatus.Failed,
        ["failure"] = ReveTaskStatus.Failed,
        ["error"] = ReveTaskStatus.Failed,
        [TimedOut] = ReveTaskStatus.Failed,
        ["timedout"] = ReveTaskStatus.Failed,
        ["cancelled"] = ReveTaskStatus.Cancelled,
        ["canceled"] = ReveTaskStatus.Cancelled,
    };

    /// <summary>Reads a response about a task.</summary>
    /// <param name="root">The response.</param>
    /// <param name="known">What is known of the task.</param>
    /// <returns>The task; null when the response is not the state of a task.</returns>
    public static ReveTask? Read(JsonElement root, ReveTask known)
    {
        var fields = AtlasCloudEnvelope.Unwrap(root);
        if (fields.ValueKind != JsonValueKind.Object) return null;
        var id = AtlasCloudEnvelope.TaskIdIn(root);
        var name = NameIn(fields);
        var images = AtlasCloudOutput.ReadImages(fields);
        if (id is null && name is null && images.Count == 0) return null;

        var task = known with
        {
            // The id of a known task does not change: it is the only way to what is paid for.
            Id = known.Id.Length > 0 ? known.Id : id ?? "",
            Status = StatusOf(name, fields, images) ?? known.Status,
            // The time of this computer says how fresh a task is. That of the provider may differ.
            CreatedAt = known.CreatedAt ?? fields.Time("created_at"),
            UpdatedAt = fields.Time("updated_at") ?? fields.Time("completed_at") ?? known.UpdatedAt,
            Output = AtlasCloudOutput.PlainFields(fields),
        };
        return task.Status switch
        {
            ReveTaskStatus.Completed => task with
            {
                Images = images,
                Urls = [.. images.Select(image => image.Url).OfType<string>()],
                Usage = ReadUsage(fields),
            },
            ReveTaskStatus.Failed => task with
            {
                Error = AtlasCloudErrorParser.MessageIn(fields) ?? (IsTimeout(name) ? name : null),
                Failure = ReadFailure(fields, name),
            },
            _ => task,
        };
    }

    private static string? NameIn(JsonElement fields) => fields.Text("status") is { } text
        ? new string([.. text.Where(char.IsLetter).Select(char.ToLowerInvariant)])
        : null;

    private static bool IsTimeout(string? name) => name is TimedOut or "timedout";

    /// <summary>
    /// The status; null when it is not known. A status with another name is not known, whatever else the response
    /// contains: the task is queried again.
    /// </summary>
    private static ReveTaskStatus? StatusOf(
        string? name, JsonElement fields, IReadOnlyList<GeneratedImage> images)
    {
        if (name is not null) return s_statuses.TryGetValue(name, out var status) ? status : null;
        if (images.Count > 0) return ReveTaskStatus.Completed;
        return AtlasCloudErrorParser.MessageIn(fields) is null ? null : ReveTaskStatus.Failed;
    }

    /// <summary>Failed tasks are not charged, those that timed out included.</summary>
    private static TaskFailure ReadFailure(JsonElement fields, string? name)
    {
        if (AtlasCloudErrorParser.IsContentModeration(fields) || AtlasCloudOutput.IsAnyFlagged(fields))
        {
            return new TaskFailure(ReveErrorKind.ContentViolation);
        }

        if (IsTimeout(name)) return new TaskFailure(ReveErrorKind.ProviderFailed);
        return fields.Amount("error_code") is >= 400 and < 600 and { } status
            ? new TaskFailure(Status: (int)status)
            : new TaskFailure();
    }

    /// <summary>
    /// The documented response names no charge, so the amount is unknown. The provider's own client shows a field
    /// price, which no page describes: it may be the charge or the price list.
    /// </summary>
    private static ReveUsage ReadUsage(JsonElement fields) => new()
    {
        Unit = ReveUsage.Usd,
        Details = fields.Charge("price") is { } price
            ? new Dictionary<string, object> { ["price"] = price }
            : new Dictionary<string, object>(),
    };
}
