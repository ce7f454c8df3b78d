using System;
using System.Globalization;

namespace Reve.Providers;

/// <summary>Errors about tasks whose outcome is not known to this client.</summary>
internal static class TaskErrors
{
    public static ReveException NotSupported(ProviderInfo provider) => new(
        ReveErrorKind.OptionNotSupported,
        $"{provider} has no tasks: it returns images in its responses.",
        $"Use -Provider {ProviderErrors.NamesOf(ProviderRegistry.WithTasks)}.")
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

    public static ReveException CancelNotSupported(ReveTask task, ProviderInfo provider) => new(
        ReveErrorKind.OptionNotSupported,
        $"{provider} cannot cancel tasks. The task {task.Id} continues, and is charged when it completes.",
        "Wait for it with Wait-ReveTask, or receive its images later with Receive-ReveTask.")
    { Provider = provider.Name, Target = task, TaskId = task.Id, Billing = Billing.Unknown };

    /// <summary>An address that the provider returned for a task leads to another host. It gets no request.</summary>
    public static ReveException LinkRefused(ReveTask task, Uri link, ProviderInfo provider) => new(
        ReveErrorKind.TaskAddressRefused,
        $"{provider} returned an address on another host for the task {task.Id}: {link.Host}. It was not used, because "
        + "it would receive the key.",
        $"Get the task by its id alone with Get-ReveTask {task.Id} -Provider {provider}: nothing is sent or charged "
        + "again.")
    { Provider = provider.Name, Target = task, TaskId = task.Id, RequestId = task.Id, Billing = Billing.Unknown };

    public static ReveException TimedOut(ReveTask task, TimeSpan timeout, bool isCancelled) => new(
        ReveErrorKind.TimedOut,
        $"The task {task.Id} did not end within {timeout.TotalSeconds:0} seconds"
        + (isCancelled ? " and was cancelled." : ". It continues, because the provider cannot cancel tasks."),
        isCancelled
            ? "Allow more time with -TimeoutSec. Get-ReveTask shows what became of the task."
            : $"Receive its images later with Receive-ReveTask {task.Id}, or with -Resume. Nothing is charged again.")
    { Provider = task.Provider, TaskId = task.Id, RequestId = task.Id, Billing = Billing.Unknown };

    /// <summary>The task exists, and its state cannot be queried.</summary>
    public static ReveException Unreachable(ReveTask task, Exception cause) => Create(
        task, cause,
        cause is ReveException { Kind: ReveErrorKind.TaskNotFound }
            ? $"{task.Provider} accepted the task {task.Id}, but does not know it any more."
            : $"{task.Provider} did not report the state of the task {task.Id} ({ReasonOf(cause)}). "
                + "The task itself is not affected.",
        $"Get it later with Get-ReveTask and Receive-ReveTask {task.Id}: nothing is sent or charged again.");

    /// <summary>The request to cancel the task failed.</summary>
    public static ReveException NotCancelled(ReveTask task, Exception cause) => Create(
        task, cause,
        $"{task.Provider} did not confirm that the task {task.Id} is cancelled ({ReasonOf(cause)}). "
        + "It may continue, and is charged when it completes.",
        $"Run Stop-ReveTask {task.Id} again. Get-ReveTask shows what became of the task.");

    /// <summary>The provider has generated the image already, instead of returning a task.</summary>
    public static ReveException ImageInsteadOfTask(ReveImage image, CallOutcome outcome) => new ReveException(
        ReveErrorKind.UnreadableResponse,
        $"{image.Provider} returned the image itself instead of a task. It was charged.",
        (image.FullName ?? image.Url) is { } place
            ? $"The image is at '{place}'. Run the command without -NoWait."
            : "The image is in the property Image of the exception. Run the command without -NoWait.")
        .WithImage(image, outcome);

    private static ReveException Create(ReveTask task, Exception cause, string message, string advice)
    {
        if (cause is ReveException { Kind: ReveErrorKind.TaskAddressRefused } refused) return refused;
        var known = cause as ReveException;
        var providerMessage = known?.ProviderMessage;
        return new ReveException(
            known?.Kind ?? ReveErrorKind.ProviderFailed,
            providerMessage is null ? message : $"{message} It says: {providerMessage}",
            known?.Kind is ReveErrorKind.AuthenticationFailed or ReveErrorKind.ConnectionFailed
                or ReveErrorKind.OutOfCredit
                ? $"{known.Advice} {advice}"
                : advice,
            cause)
        {
            Provider = task.Provider,
            TaskId = task.Id,
            RequestId = task.Id,
            Status = known?.Status,
            ProviderMessage = providerMessage,
            RetryAfter = known?.RetryAfter,
            Billing = Billing.Unknown,
        };
    }

    private static string ReasonOf(Exception cause) => cause switch
    {
        ReveException { Status: { } status } => status.ToString(CultureInfo.InvariantCulture),
        ReveException { Kind: ReveErrorKind.TimedOut } => "timeout",
        _ => cause.GetBaseException().Message.TrimEnd('.'),
    };

    public static ReveException WebhookUnreadable(string body) => new(
        ReveErrorKind.WebhookUnreadable,
        "The text is not the body of a webhook: it contains no task with an id.",
        "Pass the whole body of the request, as text or bytes.")
    { Target = body };
}
