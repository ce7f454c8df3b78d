using System.Collections.Generic;

namespace Reve.Emulator;

/// <summary>Which generation of inference.sh's wire is spoken, and what becomes of its tasks.</summary>
public sealed record InferenceSettings
{
    public InferenceEnvelope Envelope { get; init; } = InferenceEnvelope.V3;

    public InferenceStatus Status { get; init; }

    public bool HasStatusText { get; init; } = true;

    public InferenceError ErrorShape { get; init; }

    /// <summary>What a task goes through before it ends; none: it has ended when the run is answered.</summary>
    public IReadOnlyList<TaskStage> Stages { get; init; } =
        [new(TaskState.Received), new(TaskState.Queued), new(TaskState.Running)];

    /// <summary>How a task ends: completed, failed or cancelled.</summary>
    public TaskState Ending { get; init; } = TaskState.Completed;

    /// <summary>The error of a task that failed.</summary>
    public string Error { get; init; } = "The app failed";

    /// <summary>Whether a completed task has its output.</summary>
    public bool HasOutput { get; init; } = true;

    /// <summary>Whether the output says what it cost.</summary>
    public bool HasCost { get; init; } = true;

    /// <summary>The status of a cancel that comes too late.</summary>
    public int LateCancel { get; init; } = 409;

    /// <summary>Whether a webhook's body has the task under data, beside event and timestamp.</summary>
    public bool IsWebhookWrapped { get; init; }

    public StreamSettings Stream { get; init; } = new();
}
