using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Journal;
using Reve.Providers;

namespace Reve.Execution;

/// <summary>Continues the call that an earlier run made for a job.</summary>
internal sealed class JobResumer(
    ImageJob job, Provider provider, ProviderSession session, OutcomeRecorder recorder, CallPolicy policy)
{
    /// <summary>Returns the result of the earlier call; null when the job is to be sent.</summary>
    /// <exception cref="ReveException">The earlier call may have been charged, and is not sent again.</exception>
    public async Task<CallOutcome?> ResumeAsync(CancellationToken cancellation)
    {
        if (job.Entry is not { } entry) return null;
        switch (entry.ResumeAction)
        {
            case ResumeAction.Send: return null;
            case ResumeAction.Fetch: return CallOutcome.Succeeded(ResponseOf(entry));
            case ResumeAction.Ask:
                return await FollowAsync(entry, KnownTask(entry.ContinuePrevious()), cancellation)
                    .ConfigureAwait(false);
            default:
                if (await FindTaskAsync(entry, cancellation).ConfigureAwait(false) is { } task)
                {
                    entry.ContinuePrevious();
                    await recorder.WriteAsync(CallOutcome.Accepted(task)).ConfigureAwait(false);
                    return await FollowAsync(entry, task, cancellation).ConfigureAwait(false);
                }

                return MaySendAgain ? null : throw ResumeErrors.OutcomeUnknown(entry);
        }
    }

    private bool MaySendAgain => policy.RetryUnknownOutcome || job.Price == 0;

    private ReveTask KnownTask(JournaledCall call) => new()
    {
        Id = call.TaskId!,
        Links = call.TaskLinks,
        Provider = session.Connection.Provider.Name,
        Prompt = job.Request.Prompt,
        Model = job.Validated.Model,
    };

    /// <summary>Looks up a call whose response was lost; null when that is not possible or it is not found.</summary>
    private async Task<ReveTask?> FindTaskAsync(JournalEntry entry, CancellationToken cancellation) =>
        provider is ICallLookup lookup && entry.Previous!.ClientRequestId is { } id
            ? await lookup.FindTaskAsync(id, session, cancellation).ConfigureAwait(false)
            : null;

    /// <summary>Follows the task of the earlier call. A job whose task was cancelled is sent again.</summary>
    private async Task<CallOutcome?> FollowAsync(
        JournalEntry entry, ReveTask known, CancellationToken cancellation)
    {
        ReveTask task;
        try
        {
            task = await new TaskFollower((ITaskProvider)provider, session, policy)
                .FollowAsync(known, cancellation).ConfigureAwait(false);
        }
        catch (ReveException exception) when (exception.Kind == ReveErrorKind.TaskNotFound)
        {
            await recorder.WriteAsync(new CallOutcome(OutcomeKind.Unknown, Billing.Unknown)
            {
                ErrorKind = exception.Kind,
                RequestId = known.Id,
                Error = exception,
            }).ConfigureAwait(false);
            if (!MaySendAgain) throw ResumeErrors.OutcomeUnknown(entry);
            entry.BeginNewCall();
            return null;
        }

        var outcome = TaskOutcome.Of(task, session);
        await recorder
            .WriteAsync(outcome, outcome.Response is { } response ? new string?[response.Images.Count] : null)
            .ConfigureAwait(false);
        if (task.Status == ReveTaskStatus.Cancelled)
        {
            entry.BeginNewCall();
            return null;
        }

        if (outcome.Kind == OutcomeKind.Unreadable && MaySendAgain)
        {
            entry.BeginNewCall();
            return null;
        }

        return outcome.Error is { } error ? throw error : outcome;
    }

    private static ProviderResponse ResponseOf(JournalEntry entry)
    {
        var previous = entry.ContinuePrevious();
        return new ProviderResponse([.. previous.Images.Select((image, place) => new GeneratedImage
        {
            Url = image.Url,
            Bytes = entry.FindPartFile(place) is { } part ? File.ReadAllBytes(part) : null,
            RequestId = image.RequestId,
            RevisedPrompt = image.RevisedPrompt,
            ContentViolation = image.ContentViolation,
        })])
        {
            Usage = previous.Usage,
            RequestId = previous.RequestId,
            CreatedAt = previous.At,
        };
    }
}
