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
        var (waited, delay) = (TimeSpan.Zero, TimeSpan.Zero);
        ReveException? last = null;
        var billing = Billing.NotCharged;
        for (var attempt = 1; ; attempt++)
        {
            cancellation.ThrowIfCancellationRequested();
            CallOutcome outcome;
            try
            {
                if (last is not null) await WaitAsync(call, delay, attempt, log, cancellation).ConfigureAwait(false);
                waited += delay;
                (outcome, delay, var held) = await SendAsync(call, attempt, recorder, cancellation)
                    .ConfigureAwait(false);
                waited += held;
            }
            catch (ReveException exception) when (exception.Kind == ReveErrorKind.NotSent && last is not null)
            {
                // The call was sent before, and that attempt determines whether it was charged.
                throw last;
            }

            outcome = outcome.WithAttempts(attempt, waited);
            recorder.Settle(outcome);
            // The journal learns of images when those that the response itself contains are safe in files.
            if (outcome.Kind == OutcomeKind.Succeeded) return outcome;
            await recorder.WriteAsync(outcome).ConfigureAwait(false);
            if (outcome.Kind == OutcomeKind.Accepted) return outcome;

            cancellation.ThrowIfCancellationRequested();
            // A rejected retry does not clear an earlier attempt that may have been charged.
            if (outcome.Billing > billing) billing = outcome.Billing;
            last = outcome.Error!;
            last.Billing = billing;
            if (!MayRetry(outcome, attempt) || delay > policy.MaximumRetryDelay)
            {
                failureGate.Report(last, call.Model);
                throw last;
            }
        }
    }

    /// <summary>Waits before a retry.</summary>
    private async Task WaitAsync(
        PaidCall call, TimeSpan delay, int attempt, HttpLog log, CancellationToken cancellation)
    {
        using var stop = failureGate.Link(cancellation);
        try
        {
            await log.DelayAsync(delay, attempt, clock, stop.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            failureGate.ThrowIfClosed(call.Model);
            throw;
        }
    }

    /// <summary>Makes one attempt. Calls that wait for their turn get it when the outcome is known.</summary>
    private async Task<(CallOutcome Outcome, TimeSpan Delay, TimeSpan Held)> SendAsync(
        PaidCall call, int attempt, OutcomeRecorder recorder, CancellationToken cancellation)
    {
        using var turn = await EnterAsync(call, recorder, cancellation).ConfigureAwait(false);
        var sentAt = clock.Elapsed;
        var outcome = await AttemptAsync(call, cancellation).ConfigureAwait(false);
        if (outcome.Kind is OutcomeKind.Unknown or OutcomeKind.Unreadable)
        {
            outcome = await LookUpAsync(call, outcome, cancellation).ConfigureAwait(false);
        }

        var delay = outcome.Error is null
            ? TimeSpan.Zero
            : RetryDelay.Of(policy, attempt, outcome.RetryAfter, clock.NextDouble());
        turn.Report(outcome, sentAt, delay <= policy.MaximumRetryDelay ? delay : TimeSpan.Zero);
        return (outcome, delay, turn.Held);
    }

    /// <summary>Waits for the turn and the budget of an attempt, and records its start.</summary>
    private async Task<RateLimiter.Turn> EnterAsync(
        PaidCall call, OutcomeRecorder recorder, CancellationToken cancellation)
    {
        failureGate.ThrowIfClosed(call.Model);
        using var stop = failureGate.Link(cancellation);
        RateLimiter.Turn? turn = null;
        try
        {
            turn = await rateLimiter.EnterAsync(stop.Token).ConfigureAwait(false);
            failureGate.ThrowIfClosed(call.Model);
            call.BeginAttempt();
            await recorder.StartAsync(call.ClientRequestId, stop.Token).ConfigureAwait(false);
            return turn;
        }
        catch (Exception exception)
        {
            turn?.Dispose();
            if (exception is OperationCanceledException && !cancellation.IsCancellationRequested)
            {
                failureGate.ThrowIfClosed(call.Model);
            }

            throw;
        }
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
