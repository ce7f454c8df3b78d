using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Providers;

namespace Reve;

public sealed partial class ReveClient
{
    /// <summary>What an earlier run was answered, or its task brings now; null: the job is to be sent.</summary>
    /// <exception cref="ReveException">It may have been charged, and nobody said to send it again.</exception>
    private async Task<Answer?> GoOnAsync(
        ReveJob job, CheckedRequest request, Wire wire, CancellationToken cancellation)
    {
        if (job.Entry is not { } entry) return null;
        switch (entry.Outlook)
        {
            case ReveOutlook.Send: return null;
            case ReveOutlook.Fetch: return AnswerOf(entry);
            case ReveOutlook.Ask: return await FollowAsync(entry, request, wire, cancellation).ConfigureAwait(false);
            default: return MayBeSentAgain(request) ? null : throw Faults.OutcomeUnknownBefore(entry);
        }
    }

    /// <summary>A call that costs nothing can be sent as often as it takes.</summary>
    private bool MayBeSentAgain(CheckedRequest request) =>
        _policy.RetryUnknownOutcome || request.Operation.PriceOf(request.Request) == 0;

    /// <summary>
    /// Asks after a task that was accepted. One that was cancelled brought nothing, and is sent anew.
    /// </summary>
    private async Task<Answer?> FollowAsync(
        JournalEntry entry, CheckedRequest request, Wire wire, CancellationToken cancellation)
    {
        var known = new ReveTask
        {
            Id = entry.GoOn().TaskId!,
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
            entry.BeginAnew();
            return null;
        }

        if (task.Status == ReveTaskStatus.Cancelled)
        {
            wire.Ledger.Ended(new Ending(ReveErrorKind.TaskCancelled, MayBeCharged: false));
            entry.BeginAnew();
            return null;
        }

        var answer = TaskProvider.AnswerOf(task, wire);
        wire.Ledger.Received(answer, new string?[answer.Pictures.Count]);
        return answer;
    }

    private static Answer AnswerOf(JournalEntry entry)
    {
        var past = entry.GoOn();
        return new Answer([.. past.Pictures.Select((picture, place) => new ProducedPicture
        {
            Url = picture.Url,
            Bytes = entry.FindPart(place) is { } part ? File.ReadAllBytes(part) : null,
            RequestId = picture.RequestId,
            RevisedPrompt = picture.RevisedPrompt,
            ContentViolation = picture.ContentViolation,
        })])
        {
            Usage = past.Usage,
            RequestId = past.RequestId,
            CreatedAt = past.At,
        };
    }
}
