using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Reve.Journal;
using Reve.Output;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>Records the paid call of one job in the budget and in the journal.</summary>
/// <param name="entry">The entry of the job in the journal; null when no journal is kept.</param>
/// <param name="budget">The budget of the client; null when there is no limit.</param>
/// <param name="estimate">The expected cost of the call, in the unit of the limit.</param>
/// <param name="provider">The provider.</param>
/// <param name="clock">The clock.</param>
/// <param name="notify">Receives warnings.</param>
internal sealed class OutcomeRecorder(
    JournalEntry? entry, Budget? budget, decimal estimate, ProviderInfo provider, Clock clock,
    Action<ReveNoticeLevel, string> notify)
    : IDisposable
{
    private bool _isReserved;

    /// <summary>Reserves the budget, and writes to the journal that the call is sent.</summary>
    /// <param name="clientRequestId">The id that this client gave the attempt; null for none.</param>
    /// <param name="cancellation">Cancels the wait for the budget.</param>
    /// <exception cref="ReveException">The cost limit is reached, or the journal cannot be written.</exception>
    public async Task StartAsync(string? clientRequestId, CancellationToken cancellation)
    {
        if (budget is not null)
        {
            await budget.ReserveAsync(estimate, provider, cancellation, isJournaled: entry is not null)
                .ConfigureAwait(false);
        }

        _isReserved = budget is not null;
        try
        {
            if (entry is not null) await entry.StartAsync(clock.UtcNow, clientRequestId).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A call that the journal does not know of could be paid for twice.
            Settle(charged: 0);
            throw OutputErrors.NotWritable(
                Path.Combine(entry!.Folder, ReveJournal.FileName), exception.Message, exception);
        }
    }

    /// <summary>Replaces the reservation by what the outcome says was charged.</summary>
    public void Settle(CallOutcome outcome)
    {
        // A task is charged when it completes. Until then its estimate stays reserved.
        if (outcome.Kind == OutcomeKind.Accepted) return;
        Settle(outcome.Billing == Billing.NotCharged
            ? 0
            : budget?.Limit.Convert(outcome.Usage, provider) ?? estimate);
    }

    /// <summary>Writes an outcome to the journal. A failure is a warning, because the call is paid for.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="partFiles">The files with the images that were in the response itself.</param>
    /// <returns>Whether the outcome is in the journal.</returns>
    public async Task<bool> WriteAsync(CallOutcome outcome, IReadOnlyList<string?>? partFiles = null) =>
        entry is not null
        && await WriteAsync(entry.RecordAsync(outcome, partFiles ?? [], clock.UtcNow)).ConfigureAwait(false);

    /// <summary>Writes to the journal which file an image has.</summary>
    public async Task WriteSavedAsync(int place, ReveImage image, FileContent content)
    {
        if (entry is null) return;
        await WriteAsync(entry.SaveAsync(place, image, content, clock.UtcNow)).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends the reservation. A call whose outcome never became known, such as a task that continues, counts as charged.
    /// </summary>
    public void Dispose() => Settle(estimate);

    private void Settle(decimal charged)
    {
        if (!_isReserved) return;
        _isReserved = false;
        budget!.Settle(estimate, charged);
    }

    private async Task<bool> WriteAsync(Task write)
    {
        try
        {
            await write.ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            notify(ReveNoticeLevel.Warning,
                $"The journal in '{entry!.Folder}' could not be written ({exception.Message}); "
                + "-Resume will not know of this image.");
            return false;
        }
    }
}
