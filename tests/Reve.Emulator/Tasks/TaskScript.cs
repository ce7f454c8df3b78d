using System.Collections.Generic;

namespace Reve.Emulator;

/// <summary>What becomes of a task.</summary>
public sealed record TaskScript
{
    /// <summary>Scripts of each kind, for tests with random input.</summary>
    public static IReadOnlyList<TaskScript> Variety { get; } =
    [
        new() { Stages = [new(TaskState.Running)] }, new() { Stages = [] }, new(), new() { Ending = TaskState.Failed },
        new() { Ending = TaskState.Failed, Error = "Error code: 402" }, new() { Ending = TaskState.Cancelled },
        new() { HasOutput = false },
    ];

    /// <summary>The stages of a task before it ends; none when it has ended before its id is returned.</summary>
    public IReadOnlyList<TaskStage> Stages { get; init; } =
        [new(TaskState.Received), new(TaskState.Queued), new(TaskState.Running)];

    /// <summary>How a task ends: completed, failed or cancelled.</summary>
    public TaskState Ending { get; init; } = TaskState.Completed;

    /// <summary>The error of a task that failed.</summary>
    public string Error { get; init; } = "The app failed";

    /// <summary>Whether a completed task has its output.</summary>
    public bool HasOutput { get; init; } = true;

    /// <summary>Whether the output contains its cost, at providers that report one.</summary>
    public bool HasCost { get; init; } = true;
}
