using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Http;

/// <summary>One item's way to its provider: sends calls, tries again by outcome, and counts what that took.</summary>
internal sealed class Wire(
    ReveConnection connection, CallPolicy policy, Clock clock, AnswerRescue rescue, UploadCache uploads,
    SessionMemory memory,
    Action<ReveNoticeLevel, string> notify)
{
    private readonly Transport _transport = new(connection, policy, clock, rescue);

    private readonly TimeSpan _started = clock.Elapsed;

    private WireCall? _paid;

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

    /// <summary>What was uploaded before in this run.</summary>
    public UploadCache Uploads => uploads;

    /// <summary>What is known from earlier in this session.</summary>
    public SessionMemory Memory => memory;

    /// <summary>Tells those who listen what goes on.</summary>
    public void Tell(ReveNoticeLevel level, string message) => notify(level, message);

    /// <summary>Opens an answer that is read as it comes; null when it does not come or is a refusal.</summary>
    public Task<HttpResponseMessage?> OpenAsync(WireCall call, CancellationToken cancellation) =>
        _transport.OpenAsync(call, cancellation);

    /// <summary>The answer, once it says success; everything else is thrown. The caller disposes it.</summary>
    public async Task<WireAnswer> SendAsync(WireCall call, CancellationToken cancellation)
    {
        for (var number = 1; ; number++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (call.IsPaid) (_paid, Attempts) = (call, number);
            var attempt = await _transport.SendAsync(call, call.Grace ?? cancellation).ConfigureAwait(false);
            Log.Attempt(notify, call, _transport.AddressOf(call), number, attempt, connection.Key);

            var refusal = attempt.Answer is { IsSuccess: false } refused ? call.ReadRefusal(refused) : null;
            var verdict = Judge(call, attempt, refusal);
            if (verdict.Decision == Decision.Accept) return attempt.Answer!;

            using (attempt)
            {
                cancellation.ThrowIfCancellationRequested();
                var wait = RetrySchedule.Wait(policy, number, attempt.Answer?.RetryAfter, clock.NextDouble());
                if (!MayRetry(call, verdict, number) || wait > policy.MaximumRetryDelay)
                {
                    throw Faults.OfCall(verdict.Kind, call, attempt, refusal, this);
                }

                notify(ReveNoticeLevel.Verbose, $"waiting {wait.TotalSeconds:0.#} s before attempt {number + 1}");
                await clock.Delay(wait, cancellation).ConfigureAwait(false);
                Waited += wait;
            }
        }
    }

    /// <summary>
    /// A refusal inside an answer of success. What it means is decided as if its own status had come.
    /// </summary>
    public ReveException Refused(int status, Refusal refusal, string model)
    {
        var verdict = Verdict.Answered(status, refusal.Kind, paid: true);
        var kind = verdict.Decision == Decision.Accept ? ReveErrorKind.ProviderFailed : verdict.Kind;
        return Faults.OfRefusal(kind, status, refusal, model, this);
    }

    /// <summary>A success that cannot be read as one: it was charged, so what came is kept.</summary>
    public ReveException Unreadable(WireAnswer answer, string what) =>
        Faults.UnreadableAnswer(
            what, answer.Status, rescue.Keep(answer.Raw), answer.Header(_paid?.IdHeader), this);

    private bool MayRetry(WireCall call, Verdict verdict, int attempt) =>
        attempt <= (call.RetryCount ?? policy.MaximumRetryCount) && (verdict.Decision == Decision.Retry
            || (verdict.Decision == Decision.AskUser && policy.RetryUnknownOutcome));

    private static Verdict Judge(WireCall call, Attempt attempt, Refusal? refusal) => attempt.Outcome switch
    {
        Outcome.NeverLeft => Verdict.NeverLeft(attempt.TimedOut),
        Outcome.Lost when attempt.BrokenStatus is { } status => Verdict.Broken(status, call.IsPaid, attempt.TimedOut),
        Outcome.Lost => Verdict.Lost(call.IsPaid, attempt.TimedOut),
        _ => Verdict.Answered(attempt.Answer!.Status, refusal?.Kind, call.IsPaid),
    };
}
