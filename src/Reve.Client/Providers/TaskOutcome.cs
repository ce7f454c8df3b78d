using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using Reve.Http;

namespace Reve.Providers;

/// <summary>The outcome of a call that was accepted as a task, once the task has ended.</summary>
internal static class TaskOutcome
{
    private static readonly Regex s_status = new(
        @"(?:\(|status|http|error|code)[\W_]{0,2}([45][0-9]{2})(?![A-Za-z0-9])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static CallOutcome Of(ReveTask ended, ProviderSession session)
    {
        var task = SecretRedactor.Redact(ended, session.Connection.Key);
        if (task.Status == ReveTaskStatus.Completed && ImagesOf(task) is { Count: > 0 } images)
        {
            return Succeeded(task, images);
        }

        var provider = session.Connection.Provider;
        switch (task.Status)
        {
            case ReveTaskStatus.Cancelled:
                var cancelled = OutcomeTable.OfFailedTask(null, ReveErrorKind.TaskCancelled);
                return Identify(cancelled with { Billing = task.Failure?.Billing ?? cancelled.Billing }, task)
                    .WithError(provider.Name, $"The task {task.Id} was cancelled.", "Run the command again.");
            case ReveTaskStatus.Failed:
                var text = task.Error;
                var failed = Identify(OfFailure(task.Failure, text ?? ""), task);
                return failed.WithError(
                    provider.Name,
                    $"The task {task.Id} failed{(failed.Billing == Billing.Unknown ? " and may have been charged" : "")}. "
                    + $"{provider} says: " + (text is null ? "no reason was given" : DisplayText.Of(text)),
                    session.Errors.AdviceFor(failed), providerMessage: text);
            case ReveTaskStatus.Completed when task.Failure is { Kind: ReveErrorKind.ResultExpired } failure:
                return Identify(
                    OutcomeTable.Unreadable with { Billing = failure.Billing, ErrorKind = failure.Kind }, task)
                    .WithError(
                        provider.Name,
                        $"The task {task.Id} has ended, but {provider} does not have its result any more. "
                        + "It may have been charged.",
                        "Look for the image in the provider's history. Receive tasks soon after they end.");
            default:
                return Identify(OutcomeTable.Unreadable, task).WithError(
                    provider.Name, $"The task {task.Id} is completed but contains no image. It was charged.",
                    $"Look at the Output of Get-ReveTask {task.Id}.");
        }
    }

    private static IReadOnlyList<GeneratedImage> ImagesOf(ReveTask task) => task.Images.Count > 0
        ? task.Images
        : [.. task.Urls.Select(url => new GeneratedImage { Url = url })];

    private static CallOutcome Succeeded(ReveTask task, IReadOnlyList<GeneratedImage> images) => CallOutcome.Succeeded(
        new ProviderResponse(images)
        {
            Usage = task.Usage,
            RequestId = task.Id,
            CreatedAt = task.UpdatedAt,
        }) with
    {
        Task = task,
    };

    private static CallOutcome OfFailure(TaskFailure? failure, string text)
    {
        if (failure is null || ProviderErrorReader.SaysClosed(text)) return OfErrorText(text);
        var outcome = failure is { Kind: null, Status: null }
            ? OfErrorText(text)
            : OutcomeTable.OfFailedTask(failure.Status, failure.Kind);
        return outcome with { Billing = failure.Billing };
    }

    private static CallOutcome OfErrorText(string text)
    {
        if (ProviderErrorReader.SaysClosed(text)) return OutcomeTable.OfFailedTask(null, ReveErrorKind.ModelRetired);
        if (ErrorText.MentionsContentPolicy(text))
        {
            return OutcomeTable.OfFailedTask(null, ReveErrorKind.ContentViolation);
        }

        return OutcomeTable.OfFailedTask(
            s_status.Match(text) is { Success: true } found
                ? int.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture)
                : null,
            meaning: null);
    }

    private static CallOutcome Identify(CallOutcome outcome, ReveTask task) =>
        outcome.WithUsage(task.Usage) with { Task = task, Status = task.Failure?.Status, RequestId = task.Id };
}
