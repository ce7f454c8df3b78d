using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Reve.Json;

namespace Reve.Providers.Runware;

/// <summary>
/// Builds the state of a task from responses. Its images may come in parts, so those of earlier responses are kept.
/// </summary>
internal sealed class RunwareTaskParser(ReveTask task)
{
    private readonly Dictionary<string, RunwareImage> _images = [];

    public ReveTask Task { get; private set; } = task with
    {
        Status = task.IsOver ? ReveTaskStatus.Unknown : task.Status,
        Urls = [],
        Images = [],
        Failure = null,
        Error = null,
    };

    /// <summary>Whether the task is completed, but has no image yet.</summary>
    public bool LacksImage => Task.Status == ReveTaskStatus.Completed && _images.Count == 0;

    /// <summary>Merges a response. Items and errors of other tasks are ignored.</summary>
    /// <returns>Whether the response says something about the task.</returns>
    public bool Merge(RunwareEnvelope envelope) =>
        Merge(envelope, [.. envelope.Errors.Where(error => error.EndsTask && error.IsOf(Task.Id))]);

    /// <summary>Merges the details of a task: its request, and the response that it had.</summary>
    /// <returns>Whether the provider has the task.</returns>
    public bool MergeDetails(RunwareEnvelope envelope)
    {
        var details = envelope.ItemsOf(Task.Id)
            .FirstOrDefault(item => item.Get("request") is not null || item.Get("response") is not null);
        if (details.ValueKind != JsonValueKind.Object) return Merge(envelope);
        ReadRequest(details.Get("request") ?? default);
        // In its own response, each error is that of the task.
        var response = RunwareEnvelope.Read(details.Get("response") ?? default);
        if (Merge(response, [.. response.Errors.Where(error => error.Concerns(Task.Id))])) return true;
        if (Task.Status == ReveTaskStatus.Unknown) Task = Task with { Status = ReveTaskStatus.Received };
        return true;
    }

    private bool Merge(RunwareEnvelope envelope, List<RunwareError> errors)
    {
        var items = envelope.ItemsOf(Task.Id).Where(item => item.Text("taskType") != "getTaskDetails").ToList();
        if (items.Count == 0 && errors.Count == 0) return false;
        foreach (var image in items.Select(ReadImage).OfType<RunwareImage>()) _images[image.Key] = image;
        Task = Task with
        {
            Status = StatusOf(items, errors),
            Images = [.. _images.Values.Select(image => image.Image)],
            Urls = [.. _images.Values.Select(image => image.Image.Url).OfType<string>()],
            Output = items.Count > 0 ? RunwareImage.DescriptionOf(items[items.Count - 1]) : Task.Output,
            Usage = UsageOf(errors) ?? Task.Usage,
        };
        Task = Task.Status == ReveTaskStatus.Failed
            ? Task with { Error = TextOf(errors), Failure = FailureOf(errors[0].Group) }
            : Task with { Error = errors.Count > 0 ? TextOf(errors) : null, Failure = null };
        return true;
    }

    private static RunwareImage? ReadImage(JsonElement item, int place) =>
        RunwareImage.IsIn(item) ? RunwareImage.Read(item, place) : null;

    /// <summary>A task with several images has ended when none is in progress.</summary>
    private ReveTaskStatus StatusOf(List<JsonElement> items, List<RunwareError> errors)
    {
        var states = items.Select(StateOf).ToList();
        if (states.Contains(ReveTaskStatus.Running)) return ReveTaskStatus.Running;
        if (_images.Count > 0) return ReveTaskStatus.Completed;
        if (errors.Count > 0)
        {
            return errors.All(error => error.Group == RunwareErrorGroup.TaskCancelled)
                ? ReveTaskStatus.Cancelled
                : ReveTaskStatus.Failed;
        }

        if (states.Contains(ReveTaskStatus.Completed)) return ReveTaskStatus.Completed;
        // An acknowledgement has no status.
        return Task.Status == ReveTaskStatus.Unknown ? ReveTaskStatus.Received : Task.Status;
    }

    private static ReveTaskStatus StateOf(JsonElement item) => item.Text("status")?.ToLowerInvariant() switch
    {
        "success" or "completed" => ReveTaskStatus.Completed,
        null when RunwareImage.IsIn(item) => ReveTaskStatus.Completed,
        null => ReveTaskStatus.Unknown,
        _ => ReveTaskStatus.Running,
    };

    private ReveUsage? UsageOf(IEnumerable<RunwareError> errors)
    {
        var costs = _images.Values.Select(image => image.Cost).Concat(errors.Select(error => error.Cost))
            .OfType<decimal>().ToList();
        return costs.Count == 0 ? null : new ReveUsage { Amount = costs.Sum(), Unit = ReveUsage.Usd };
    }

    private static string TextOf(IEnumerable<RunwareError> errors) =>
        string.Join(" ", errors.Select(error => error.Text).Distinct());

    /// <summary>
    /// Whether failures are charged is not documented. The cost is requested, so a failure without a cost counts as not
    /// charged, except after a timeout: the model may have continued.
    /// </summary>
    private static TaskFailure FailureOf(RunwareErrorGroup group) => group == RunwareErrorGroup.Timeout
        ? new TaskFailure(ReveErrorKind.ProviderFailed, Billing: Billing.Unknown)
        : new TaskFailure(RunwareErrorCodes.KindOf(group));

    private void ReadRequest(JsonElement request)
    {
        var sent = RunwareEnvelope.Read(request).ItemsOf(Task.Id).FirstOrDefault();
        Task = Task with
        {
            Prompt = Task.Prompt ?? sent.Text("positivePrompt"),
            Model = Task.Model ?? sent.Text("model"),
        };
    }
}
