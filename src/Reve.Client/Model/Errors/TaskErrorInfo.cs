using System.Collections.Generic;

namespace Reve;

internal static class TaskErrorInfo
{
    private const string Topic = "Tasks";

    public static IReadOnlyList<ErrorInfo> All { get; } =
    [
        new(Topic, ReveErrorKind.TaskNotFound,
            "The task does not exist.",
            "The id is wrong, or the task belongs to another account.",
            "Check the id and the key."),
        new(Topic, ReveErrorKind.TaskFailed,
            "The task failed.",
            "The provider could not generate the image.",
            "Read the message of the provider, and run the command again."),
        new(Topic, ReveErrorKind.TaskCancelled,
            "The task was cancelled.",
            "Stop-ReveTask, Ctrl+C or the provider cancelled it.",
            "Run the command again if you need the image."),
        new(Topic, ReveErrorKind.TaskNotOver,
            "The task has not completed.",
            "Receive-ReveTask needs a completed task.",
            "Wait for the task with Wait-ReveTask."),
        new(Topic, ReveErrorKind.ResultExpired,
            "The task has ended, and its result is not available any more. It may have been charged.",
            "Some providers keep results for an hour or less.",
            "Look for the image in the history of the provider, and receive tasks soon after they end."),
        new(Topic, ReveErrorKind.WebhookUnreadable,
            "The body of the webhook contains no task.",
            "The body is incomplete or has another origin.",
            "Pass the complete body of the request."),
        new(Topic, ReveErrorKind.TaskAddressRefused,
            "An address of a task is on another host, and was not used.",
            "The provider or a proxy returned an address that does not belong to the provider.",
            "Get the task by its id with Get-ReveTask."),
    ];
}
