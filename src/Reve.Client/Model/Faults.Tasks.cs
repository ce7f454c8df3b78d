using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System;
using Reve.Execution;
using Reve.Http;
using Reve.Providers;

namespace Reve;

internal static partial class Faults
{
    private static readonly Regex s_status = new(
        @"(?:\(|status|http|error|code)\W{0,2}([45]\d\d)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly string[] s_policySigns =
        ["content policy", "policy violation", "content violation", "moderation"];

    public static ReveException TaskTimedOut(ReveTask task, Wire wire) => OfTask(
        ReveErrorKind.TimedOut, task, wire,
        $"The task {task.Id} was not over after {wire.Policy.Timeout.TotalSeconds:0} seconds; it was told to stop.",
        "Allow more time with -TimeoutSec; Get-ReveTask tells what became of it.", isOpen: true);

    /// <summary>A task that was accepted, and that cannot be asked after: its id is what matters now.</summary>
    public static ReveException TaskOutOfSight(ReveTask task, ReveException cause) => new(
        cause.Kind,
        $"The task {task.Id} was accepted, and {task.Provider} could not be asked after it"
        + (cause.ProviderMessage is null ? "." : $". It says: {cause.ProviderMessage}"),
        $"Pick it up later with Get-ReveTask and Receive-ReveTask {task.Id}: nothing is sent or charged anew.", cause)
    {
        Provider = task.Provider,
        TaskId = task.Id,
        RequestId = task.Id,
        Status = cause.Status,
        ProviderMessage = cause.ProviderMessage,
        RetryAfter = cause.RetryAfter,
        Attempts = cause.Attempts,
        Waited = cause.Waited,
        IsTaskOpen = true,
    };

    public static ReveException TaskCancelled(ReveTask task, Wire wire) => OfTask(
        ReveErrorKind.TaskCancelled, task, wire, $"The task {task.Id} was cancelled.", "Run the command again.");

    /// <summary>A task fails in plain text only: what it means is read from the words.</summary>
    public static ReveException TaskFailed(ReveTask task, Wire wire)
    {
        var words = SecretRedactor.Hide(task.Error, wire.Connection.Key) ?? "no reason was given";
        var kind = KindOf(words);
        return OfTask(kind, task, wire, $"The task {task.Id} failed. {wire.Connection.Provider} says: {words}",
            AdviceFor(kind, wire, new CallEnd(null)));
    }

    public static ReveException TaskWithoutImage(ReveTask task, Wire wire) => OfTask(
        ReveErrorKind.UnreadableResponse, task, wire,
        $"The task {task.Id} is completed and names no image; it was charged.",
        $"Look at the Output of Get-ReveTask {task.Id}.");

    public static ReveException TaskNotOver(ReveTask task) => new(
        ReveErrorKind.TaskNotOver,
        $"The task {task.Id} is not over yet: it is {task.Stage}.",
        "Wait for it with Wait-ReveTask.") { Provider = task.Provider, TaskId = task.Id, Target = task };

    public static ReveException TaskStillRunning(ReveTask task, TimeSpan patience) => new(
        ReveErrorKind.TimedOut,
        $"The task {task.Id} was not over after {patience.TotalSeconds:0} seconds; it goes on.",
        "Wait for it again: nothing is sent or charged anew.")
    { Provider = task.Provider, TaskId = task.Id, Target = task };

    public static ReveException TasksNotSupported(ProviderInfo provider) => new(
        ReveErrorKind.OptionNotSupported,
        $"{provider} has no tasks: its calls are answered with the image.",
        $"Use -Provider {ProviderRegistry.WithTasks}.") { Provider = provider.Name, Target = provider.Name };

    public static ReveException WebhookUnreadable(string body) => new(
        ReveErrorKind.WebhookUnreadable,
        "The body is not what a webhook sends: there is no task with an id in it.",
        "Hand over the whole body of the request, as text or bytes.") { Target = body };

    public static ReveException UploadRefused(string name, ProviderInfo provider) => new(
        ReveErrorKind.UploadFailed,
        $"{provider} gave no address to bring '{name}' to; nothing was charged.",
        "Try again later, or use -Uri with an address of the image.") { Target = name, Provider = provider.Name };

    private static ReveErrorKind KindOf(string text)
    {
        var words = text.Replace('_', ' ').Replace('-', ' ');
        if (s_policySigns.Any(sign => words.IndexOf(sign, StringComparison.OrdinalIgnoreCase) >= 0))
        {
            return ReveErrorKind.ContentViolation;
        }

        if (s_status.Match(words) is not { Success: true } found) return ReveErrorKind.TaskFailed;
        var status = int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture);
        return Verdict.Answered(status, meaning: null, paid: false).Kind;
    }

    private static ReveException OfTask(
        ReveErrorKind kind, ReveTask task, Wire wire, string message, string advice, bool isOpen = false) =>
        new(kind, message, advice)
    {
        IsTaskOpen = isOpen,
        Provider = task.Provider,
        TaskId = task.Id,
        RequestId = task.Id,
        ProviderMessage = SecretRedactor.Hide(task.Error, wire.Connection.Key),
        Usage = task.Usage,
        Attempts = wire.Attempts,
        Waited = wire.Waited,
    };
}
