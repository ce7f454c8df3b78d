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

    private ReveTask KnownTask(JournaledCall call) => KnownTask(call.TaskId!) with { Links = call.TaskLinks };

    private ReveTask KnownTask(string id) => new()
    {
        Id = id,
        Provider = session.Connection.Provider.Name,
        Prompt = job.Request.Prompt,
        Model = job.Validated.Model,
        Count = job.Request.Count,
    };

    /// <summary>
    /// Looks up the attempts of a call whose responses were lost, the last one first. A failed task is returned only
    /// when no other attempt is found: null when none is, or when that is not possible.
    /// </summary>
    private async Task<ReveTask?> FindTaskAsync(JournalEntry entry, CancellationToken cancellation)
    {
        if (provider is not ICallLookup lookup) return null;
        ReveTask? failed = null;
        foreach (var id in entry.Previous!.UnresolvedIds)
        {
            var task = await lookup.FindTaskAsync(KnownTask(id), session, cancellation).ConfigureAwait(false);
            if (task is not (null or { Status: ReveTaskStatus.Failed or ReveTaskStatus.Cancelled })) return task;
            failed ??= task;
        }

        return failed;
    }

    /// <summary>
    /// Follows the task of the earlier call. A job whose task was cancelled without a charge is sent again.
    /// </summary>
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
        if (task.Status == ReveTaskStatus.Cancelled && outcome.Billing == Billing.NotCharged)
        {
            entry.BeginNewCall();
            return null;
        }

        // Consent covers what was charged for nothing, or may have been.
        if (outcome is { Error: not null, Billing: not Billing.NotCharged } && MaySendAgain)
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
