using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using Reve.Execution;
using Reve.Http;
using Reve.Journal;
using Reve.Providers;

namespace Reve;

public sealed partial class ReveClient
{
    /// <summary>What an earlier run was answered, or its task brings now; null: the job is to be sent.</summary>
    /// <exception cref="ReveException">It may have been charged, and nobody said to send it again.</exception>
    private async Task<ProviderResponse?> GoOnAsync(
        ImageJob job, ValidatedRequest request, Wire wire, CancellationToken cancellation)
    {
        if (job.Entry is not { } entry) return null;
        switch (entry.ResumeAction)
        {
            case ResumeAction.Send: return null;
            case ResumeAction.Fetch: return ResponseOf(entry);
            case ResumeAction.Ask: return await FollowAsync(entry, request, wire, cancellation).ConfigureAwait(false);
            default: return MayBeSentAgain(request) ? null : throw Faults.OutcomeUnknownBefore(entry);
        }
    }

    /// <summary>A call that costs nothing can be sent as often as it takes.</summary>
    private bool MayBeSentAgain(ValidatedRequest request) =>
        _policy.RetryUnknownOutcome || request.Operation.PriceOf(request.Request) == 0;

    /// <summary>
    /// Asks after a task that was accepted. One that was cancelled brought nothing, and is sent anew.
    /// </summary>
    private async Task<ProviderResponse?> FollowAsync(
        JournalEntry entry, ValidatedRequest request, Wire wire, CancellationToken cancellation)
    {
        var known = new ReveTask
        {
            Id = entry.ContinuePrevious().TaskId!,
            Provider = _connection.Provider.Name,
            Prompt = request.Prompt,
            Model = request.Model,
        };
        ReveTask task;
        try
        {
            task = await Tasks.WaitAsync(known, wire, cancellation).ConfigureAwait(false);
        }
        catch (ReveException exception) when (exception.Kind == ReveErrorKind.TaskNotFound)
        {
            // Its provider has forgotten it: what came of it will never be known.
            wire.Ledger.Ended(new Ending(exception.Kind, MayBeCharged: true) { RequestId = known.Id });
            if (!MayBeSentAgain(request)) throw Faults.OutcomeUnknownBefore(entry);
            entry.BeginNewCall();
            return null;
        }

        if (task.Status == ReveTaskStatus.Cancelled)
        {
            wire.Ledger.Ended(new Ending(ReveErrorKind.TaskCancelled, MayBeCharged: false));
            entry.BeginNewCall();
            return null;
        }

        var answer = TaskProvider.ResponseOf(task, wire);
        wire.Ledger.Received(answer, new string?[answer.Images.Count]);
        return answer;
    }

    private static ProviderResponse ResponseOf(JournalEntry entry)
    {
        var past = entry.ContinuePrevious();
        return new ProviderResponse([.. past.Images.Select((image, place) => new GeneratedImage
        {
            Url = image.Url,
            Bytes = entry.FindPartFile(place) is { } part ? File.ReadAllBytes(part) : null,
            RequestId = image.RequestId,
            RevisedPrompt = image.RevisedPrompt,
            ContentViolation = image.ContentViolation,
        })])
        {
            Usage = past.Usage,
            RequestId = past.RequestId,
            CreatedAt = past.At,
        };
    }
}
