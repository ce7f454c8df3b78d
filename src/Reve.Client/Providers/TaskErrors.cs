using System;

namespace Reve.Providers;

/// <summary>Errors about tasks whose outcome is not known to this client.</summary>
internal static class TaskErrors
{
    public static ReveException NotSupported(ProviderInfo provider) => new(
        ReveErrorKind.OptionNotSupported,
        $"{provider} has no tasks: it returns images in its responses.",
        $"Use -Provider {ProviderRegistry.WithTasks}.")
    { Provider = provider.Name, Target = provider.Name };

    public static ReveException NotCompleted(ReveTask task) => new(
        ReveErrorKind.TaskNotOver,
        $"The task {task.Id} has not ended yet; its status is: {task.Stage}.",
        "Wait for it with Wait-ReveTask.")
    { Provider = task.Provider, TaskId = task.Id, Target = task, Billing = Billing.Unknown };

    public static ReveException StillRunning(ReveTask task, TimeSpan timeout) => new(
        ReveErrorKind.TimedOut,
        $"The task {task.Id} did not end within {timeout.TotalSeconds:0} seconds; it continues.",
        "Wait for it again: nothing is sent or charged again.")
    { Provider = task.Provider, TaskId = task.Id, Target = task, Billing = Billing.Unknown };

    public static ReveException TimedOut(ReveTask task, TimeSpan timeout) => new(
        ReveErrorKind.TimedOut,
        $"The task {task.Id} did not end within {timeout.TotalSeconds:0} seconds and was cancelled.",
        "Allow more time with -TimeoutSec. Get-ReveTask shows what became of the task.")
    { Provider = task.Provider, TaskId = task.Id, RequestId = task.Id, Billing = Billing.Unknown };

    /// <summary>The task was accepted, and its state cannot be queried.</summary>
    public static ReveException Unreachable(ReveTask task, ReveException cause) => new(
        cause.Kind,
        $"The task {task.Id} was accepted, but {task.Provider} did not report its state."
        + (cause.ProviderMessage is null ? "" : $" It says: {cause.ProviderMessage}"),
        $"Get it later with Get-ReveTask and Receive-ReveTask {task.Id}: nothing is sent or charged again.", cause)
    {
        Provider = task.Provider,
        TaskId = task.Id,
        RequestId = task.Id,
        Status = cause.Status,
        ProviderMessage = cause.ProviderMessage,
        RetryAfter = cause.RetryAfter,
        Billing = Billing.Unknown,
    };

    public static ReveException WebhookUnreadable(string body) => new(
        ReveErrorKind.WebhookUnreadable,
        "The text is not the body of a webhook: it contains no task with an id.",
        "Pass the whole body of the request, as text or bytes.")
    { Target = body };
}
