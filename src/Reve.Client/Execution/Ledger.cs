using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Journal;
using Reve.Output;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>
/// Keeps account of one item's paid call: asks the budget and writes the journal before it leaves, and notes in both
/// what became of it.
/// </summary>
internal sealed class Ledger(
    JournalEntry? entry, Budget? budget, decimal estimate, Clock clock, Action<ReveNoticeLevel, string> notify)
{
    private bool _isReserved;

    /// <summary>Before each sending of the paid call.</summary>
    /// <exception cref="ReveException">The cost limit is reached, or the journal cannot be written.</exception>
    public async Task BeforeSendingAsync(CancellationToken cancellation)
    {
        if (budget is not null) await budget.ReserveAsync(estimate, cancellation).ConfigureAwait(false);
        _isReserved = budget is not null;
        try
        {
            entry?.Start(clock.UtcNow);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Settle(charged: 0);
            throw OutputErrors.NotWritable(
                Path.Combine(entry!.Folder, ReveJournal.FileName), exception.Message, exception);
        }
    }

    public void Accepted(ReveTask task)
    {
        var outcome = new CallOutcome(OutcomeKind.Accepted, Billing.Unknown) { Task = task };
        Note(() => entry?.Record(outcome, [], clock.UtcNow));
    }

    /// <param name="answer">What came.</param>
    /// <param name="parts">The parts on disk that hold what came as bytes.</param>
    /// <returns>Whether it was noted.</returns>
    public bool Received(ProviderResponse answer, IReadOnlyList<string?> parts)
    {
        Settle(answer.Usage?.Amount ?? estimate);
        var outcome = new CallOutcome(OutcomeKind.Succeeded, Billing.Charged) { Response = answer };
        return Note(() => entry?.Record(outcome, parts, clock.UtcNow));
    }

    /// <summary>
    /// Nothing more will be known of the call. What was set aside for it and not settled yet, as for a task that goes
    /// on, counts as it was expected to.
    /// </summary>
    public void LetGo() => Settle(estimate);

    public void Saved(int place, ReveImage image, string hash) =>
        Note(() => entry?.Save(place, image, hash, clock.UtcNow));

    /// <summary>One sending, or the whole call, ended without an image.</summary>
    public void Ended(Ending end)
    {
        Settle(end.Usage?.Amount ?? (end.MayBeCharged ? estimate : 0));
        if (entry is { IsOpen: true }) Note(() => entry.Record(OutcomeOf(end), [], clock.UtcNow));
    }

    private static CallOutcome OutcomeOf(Ending end) => new(
        end.Kind == ReveErrorKind.UnreadableResponse ? OutcomeKind.Unreadable
        : end.MayBeCharged ? OutcomeKind.Unknown
        : OutcomeKind.Rejected,
        end.Kind == ReveErrorKind.UnreadableResponse || end.Usage?.Amount > 0 ? Billing.Charged
        : end.MayBeCharged ? Billing.Unknown
        : Billing.NotCharged)
    {
        RequestId = end.RequestId,
        ClientRequestId = end.ClientRequestId,
        ResponseFile = end.ResponseFile,
        Usage = end.Usage,
        Error = new ReveException(end.Kind, "", ""),
    };

    private void Settle(decimal charged)
    {
        if (!_isReserved) return;
        _isReserved = false;
        budget!.Settle(estimate, charged);
    }

    /// <summary>What was paid for is not lost because it could not be noted.</summary>
    private bool Note(Action write)
    {
        try
        {
            write();
            return entry is not null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            notify(ReveNoticeLevel.Warning,
                $"The journal in '{entry!.Folder}' could not be written ({exception.Message}); "
                + "-Resume will not know of this image.");
            return false;
        }
    }
}
