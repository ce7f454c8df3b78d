using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Providers;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>
/// Sends paid calls. Each attempt passes the rate limiter, the failure gate, the budget and the journal, and its
/// outcome decides whether there is another one. Only this class retries paid calls.
/// </summary>
internal sealed class PaidCallRunner(CallPolicy policy, Clock clock, RateLimiter rateLimiter, FailureGate failureGate)
{
    /// <summary>Sends a call until it succeeds, is accepted as a task, or fails for good.</summary>
    /// <param name="call">The call.</param>
    /// <param name="recorder">Records the call in budget and journal.</param>
    /// <param name="log">Receives messages.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>An outcome with images or with a task.</returns>
    /// <exception cref="ReveException">The error of the final outcome.</exception>
    public async Task<CallOutcome> RunAsync(
        PaidCall call, OutcomeRecorder recorder, HttpLog log, CancellationToken cancellation)
    {
        var waited = TimeSpan.Zero;
        var billing = Billing.NotCharged;
        for (var attempt = 1; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (outcome, delay, held) = await SendAsync(call, attempt, recorder, cancellation).ConfigureAwait(false);
            waited += held;
            outcome = outcome.WithAttempts(attempt, waited);
            recorder.Settle(outcome);
            // The journal learns of images when those that the response itself contains are safe in files.
            if (outcome.Kind == OutcomeKind.Succeeded) return outcome;
            await recorder.WriteAsync(outcome).ConfigureAwait(false);
            if (outcome.Kind == OutcomeKind.Accepted) return outcome;

            cancellation.ThrowIfCancellationRequested();
            if (outcome.Billing > billing) billing = outcome.Billing;
            if (!MayRetry(outcome, attempt) || delay > policy.MaximumRetryDelay)
            {
                failureGate.Report(outcome.Error!, call.Model);
                // A rejected retry does not clear an earlier attempt that may have been charged.
                outcome.Error!.Billing = billing;
                throw outcome.Error!;
            }

            await log.DelayAsync(delay, attempt + 1, clock, cancellation).ConfigureAwait(false);
            waited += delay;
        }
    }

    /// <summary>Makes one attempt. Calls that wait for their turn get it when the outcome is known.</summary>
    private async Task<(CallOutcome Outcome, TimeSpan Delay, TimeSpan Held)> SendAsync(
        PaidCall call, int attempt, OutcomeRecorder recorder, CancellationToken cancellation)
    {
        using var turn = await rateLimiter.EnterAsync(cancellation).ConfigureAwait(false);
        failureGate.ThrowIfClosed(call.Model);
        call.BeginAttempt();
        await recorder.StartAsync(call.ClientRequestId, cancellation).ConfigureAwait(false);
        var sentAt = clock.Elapsed;
        var outcome = await AttemptAsync(call, cancellation).ConfigureAwait(false);
        if (outcome.Kind is OutcomeKind.Unknown or OutcomeKind.Unreadable)
        {
            outcome = await LookUpAsync(call, outcome, cancellation).ConfigureAwait(false);
        }

        var delay = RetryDelay.Of(policy, attempt, outcome.RetryAfter, clock.NextDouble());
        turn.Report(outcome, sentAt, delay <= policy.MaximumRetryDelay ? delay : TimeSpan.Zero);
        return (outcome, delay, turn.Held);
    }

    /// <summary>An unexpected exception may come after the request was sent, so the outcome is unknown.</summary>
    private static async Task<CallOutcome> AttemptAsync(PaidCall call, CancellationToken cancellation)
    {
        try
        {
            return await call.SendAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception exception) when (
            exception is not ReveException && !cancellation.IsCancellationRequested)
        {
            return (OutcomeTable.Unknown with { ClientRequestId = call.ClientRequestId }).WithError(
                provider: null,
                $"The request failed in an unexpected way ({exception.Message.TrimEnd('.')}). "
                + "It may have been charged.",
                "Look in the provider's history whether "
                + $"{CallNames.Describe(call.ClientRequestId)} was charged. -RetryUnknownOutcome sends such calls "
                + "again.",
                exception);
        }
    }

    /// <summary>
    /// Replaces the outcome of a call without a readable response by what the provider has under its id. A lookup that
    /// fails or is cancelled proves nothing, so the outcome stays.
    /// </summary>
    private static async Task<CallOutcome> LookUpAsync(
        PaidCall call, CallOutcome outcome, CancellationToken cancellation)
    {
        try
        {
            if (await call.LookUpAsync(cancellation).ConfigureAwait(false) is not { } found) return outcome;
            DeleteResponse(outcome.ResponseFile);
            return found;
        }
        catch (Exception)
        {
            return outcome;
        }
    }

    /// <summary>Deletes the kept part of a response: the task has all of it.</summary>
    private static void DeleteResponse(string? file)
    {
        try
        {
            if (file is not null) File.Delete(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The file is not needed any more, and does no harm.
        }
    }

    private bool MayRetry(CallOutcome outcome, int attempt) => attempt <= policy.MaximumRetryCount
        && (outcome.Retry == RetryDecision.Retry
            || (outcome.Retry == RetryDecision.OnlyWithConsent && policy.RetryUnknownOutcome));
}
