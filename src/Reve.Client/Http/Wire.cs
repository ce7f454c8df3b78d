using System.Net.Http;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Execution;
using Reve.Threading;

namespace Reve.Http;

/// <summary>One item's way to its provider: sends calls, tries again by outcome, and counts what that took.</summary>
internal sealed class Wire(
    ReveConnection connection, CallPolicy policy, Clock clock, ResponseArchive rescue, Run run, Ledger ledger,
    Action<ReveNoticeLevel, string> notify)
{
    private readonly HttpSender _transport = new(connection, policy, clock, rescue);

    private readonly TimeSpan _started = clock.Elapsed;

    private HttpCall? _paid;

    /// <summary>How long ago the item's work began.</summary>
    public TimeSpan Elapsed => clock.Elapsed - _started;

    /// <summary>How often the paid call was sent.</summary>
    public int Attempts { get; private set; }

    /// <summary>The id that we gave the paid call.</summary>
    public string? ClientRequestId => _paid?.ClientRequestId;

    /// <summary>How long the item waited between attempts.</summary>
    public TimeSpan Waited { get; private set; }

    public ReveConnection Connection => connection;

    public CallPolicy Policy => policy;

    public Clock Clock => clock;

    /// <summary>The account of the paid call.</summary>
    public Ledger Ledger => ledger;

    /// <summary>What all calls of the run share.</summary>
    public Run Run => run;

    /// <summary>Tells those who listen what goes on.</summary>
    public void Tell(ReveNoticeLevel level, string message) => notify(level, message);

    /// <summary>Opens an answer that is read as it comes; null when it does not come or is a refusal.</summary>
    public Task<HttpResponseMessage?> OpenAsync(HttpCall call, CancellationToken cancellation) =>
        _transport.OpenAsync(call, cancellation);

    /// <summary>The answer, once it says success; everything else is thrown. The caller disposes it.</summary>
    public async Task<JsonResponse> SendAsync(HttpCall call, CancellationToken cancellation)
    {
        for (var number = 1; ; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            var trial = await TryAsync(call, number, cancellation).ConfigureAwait(false);
            var (attempt, verdict) = (trial.Attempt, trial.Verdict);
            if (verdict.Decision == Decision.Accept) return attempt.Response!;

            using (attempt)
            {
                if (call.IsPaid) ledger.Ended(EndingOf(trial));
                cancellation.ThrowIfCancellationRequested();
                if (!MayRetry(call, verdict, number) || trial.Wait > policy.MaximumRetryDelay)
                {
                    throw Faults.OfCall(verdict.Kind, call, attempt, trial.ProviderError, this);
                }

                notify(ReveNoticeLevel.Verbose, $"waiting {trial.Wait.TotalSeconds:0.#} s before attempt {number + 1}");
                await clock.Delay(trial.Wait, cancellation).ConfigureAwait(false);
                Waited += trial.Wait;
            }
        }
    }

    /// <summary>Sends it once. Whoever waits for a turn meanwhile gets it when this one's end is understood.</summary>
    private async Task<Trial> TryAsync(HttpCall call, int number, CancellationToken cancellation)
    {
        using var turn = call.IsPaid ? await TakeTurnAsync(call, number, cancellation).ConfigureAwait(false) : null;
        var attempt = await _transport.SendAsync(call, call.Grace ?? cancellation).ConfigureAwait(false);
        var refusal = attempt.Response is { IsSuccess: false } refused ? call.ReadError(refused) : null;
        var id = attempt.Response is { IsSuccess: true } answer ? call.ReadId(answer) : refusal?.RequestId;
        Log.Attempt(notify, call, _transport.AddressOf(call), number, attempt, id, connection.Key);
        var verdict = Judge(call, attempt, refusal);
        var wait = RetryDelay.Wait(policy, number, attempt.Response?.RetryAfter, clock.NextDouble());
        turn?.End(verdict, attempt.Took, wait <= policy.MaximumRetryDelay ? wait : TimeSpan.Zero);
        return new Trial(attempt, verdict, refusal, wait);
    }

    /// <summary>A paid call goes out once its turn has come, the run goes on, and the budget allows it.</summary>
    private async Task<RateLimiter.Turn> TakeTurnAsync(HttpCall call, int number, CancellationToken cancellation)
    {
        var turn = await run.RateLimiter.EnterAsync(cancellation).ConfigureAwait(false);
        try
        {
            Waited += turn.HeldBack;
            run.FailureGate.Check(call.Model!);
            await ledger.BeforeSendingAsync(cancellation).ConfigureAwait(false);
            (_paid, Attempts) = (call, number);
            return turn;
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A refusal inside an answer of success. What it means is decided as if its own status had come.
    /// </summary>
    public ReveException Refused(int status, ProviderError refusal, string model)
    {
        var verdict = Verdict.Answered(status, refusal.Kind, paid: true);
        var kind = verdict.Decision == Decision.Accept ? ReveErrorKind.ProviderFailed : verdict.Kind;
        return Faults.OfRefusal(kind, status, refusal, model, this);
    }

    /// <summary>A success that cannot be read as one: it was charged, so what came is kept.</summary>
    public ReveException Unreadable(JsonResponse answer, string what) =>
        Faults.UnreadableResponse(
            what, answer.Status, rescue.Keep(SecretRedactor.Hide(answer.Raw, connection.Key)),
            answer.Header(_paid?.IdHeader), this);

    private Ending EndingOf(Trial trial) => Ending.Of(trial.Verdict) with
    {
        RequestId = trial.ProviderError?.RequestId ?? trial.Attempt.RequestId,
        ClientRequestId = ClientRequestId,
        ResponseFile = trial.Attempt.ResponseFile,
        Usage = trial.ProviderError?.Usage,
    };

    private bool MayRetry(HttpCall call, Verdict verdict, int attempt) =>
        attempt <= (call.RetryCount ?? policy.MaximumRetryCount) && (verdict.Decision == Decision.Retry
            || (verdict.Decision == Decision.AskUser && policy.RetryUnknownOutcome));

    private static Verdict Judge(HttpCall call, Attempt attempt, ProviderError? refusal) => attempt.Outcome switch
    {
        Outcome.Barred => Verdict.Barred,
        Outcome.NeverLeft => Verdict.NeverLeft(attempt.TimedOut),
        Outcome.Lost when attempt.BrokenStatus is { } status => Verdict.Broken(status, call.IsPaid, attempt.TimedOut),
        Outcome.Lost => Verdict.Lost(call.IsPaid, attempt.TimedOut),
        _ => Verdict.Answered(attempt.Response!.Status, refusal?.Kind, call.IsPaid),
    };

    private sealed record Trial(Attempt Attempt, Verdict Verdict, ProviderError? ProviderError, TimeSpan Wait);
}
