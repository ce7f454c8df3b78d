using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>
/// Limits the number of paid calls in flight. When the provider rejects a call because of its rate, all calls are held
/// back. Afterwards fewer are sent at a time, and each success allows one more.
/// </summary>
/// <remarks>
/// Calls that must wait are admitted in the order in which they came, and only as many as may be sent.
/// </remarks>
internal sealed class RateLimiter(Clock clock)
{
    private const int FirstWave = 5;
    private const int WaveAfterHold = 2;
    private const int Maximum = 1024;
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly Queue<Waiter> _waiting = new();
    private int _inFlight;
    private int _limit = Maximum;
    private int _wave = FirstWave;
    private bool _isTimerSet;
    private TimeSpan? _waveStarted;
    private TimeSpan _heldFrom;
    private TimeSpan _heldUntil;
    private TimeSpan _heldAt = TimeSpan.MinValue;

    /// <summary>The current limit of calls in flight.</summary>
    public int Limit
    {
        get { lock (_gate) return _limit; }
    }

    /// <summary>The number of calls in flight.</summary>
    public int InFlight
    {
        get { lock (_gate) return _inFlight; }
    }

    /// <summary>Waits until a call may be sent.</summary>
    public async Task<Turn> EnterAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Waiter waiter;
        lock (_gate)
        {
            if (_waiting.Count == 0 && TryEnter(out _)) return new Turn(this, TimeSpan.Zero);
            waiter = new Waiter(Now);
            _waiting.Enqueue(waiter);
        }

        using var stop = cancellation.Register(static state => ((Waiter)state!).TrySetCanceled(), waiter);
        Admit();
        return await waiter.Task.ConfigureAwait(false);
    }

    private TimeSpan Now => clock.Elapsed;

    private void Leave()
    {
        lock (_gate)
        {
            _inFlight--;
            if (_waiting.Count == 0) return;
        }

        Admit();
    }

    private void Recover()
    {
        // Most calls succeed while nothing limits them.
        if (Volatile.Read(ref _limit) == Maximum) return;
        lock (_gate) _limit = Math.Min(Maximum, _limit + 1);
    }

    /// <summary>Holds back all calls after the provider rejected one because of its rate.</summary>
    /// <param name="sentAt">When that call was sent. Calls that were sent before the last hold are ignored.</param>
    /// <param name="wait">How long to wait.</param>
    private void HoldBack(TimeSpan sentAt, TimeSpan wait)
    {
        lock (_gate)
        {
            var now = Now;
            if (_heldUntil <= now) BeginHold(now);
            if (now + wait > _heldUntil) _heldUntil = now + wait;
            if (sentAt <= _heldAt) return;
            _heldAt = now;
            _limit = Math.Max(1, Math.Min(_limit, _inFlight) / 2);
            (_wave, _waveStarted) = (WaveAfterHold, null);
        }
    }

    private void BeginHold(TimeSpan now)
    {
        foreach (var waiter in _waiting) waiter.Held = HeldOf(waiter, now);
        _heldFrom = now;
    }

    /// <summary>How long a call was held back, including the present hold.</summary>
    private TimeSpan HeldOf(Waiter waiter, TimeSpan now)
    {
        var from = waiter.Since > _heldFrom ? waiter.Since : _heldFrom;
        var until = now < _heldUntil ? now : _heldUntil;
        return until > from ? waiter.Held + (until - from) : waiter.Held;
    }

    /// <summary>
    /// Admits the calls that may be sent now. The timer admits the next ones when time alone allows it.
    /// </summary>
    private void Admit()
    {
        var wait = TimeSpan.Zero;
        lock (_gate)
        {
            while (_waiting.Count > 0)
            {
                var next = _waiting.Peek();
                if (!next.Task.IsCompleted && !TryEnter(out wait)) break;
                _waiting.Dequeue();
                if (next.Task.IsCompleted) continue;
                if (!next.TrySetResult(new Turn(this, HeldOf(next, Now)))) _inFlight--;
            }

            if (_waiting.Count == 0 || wait == TimeSpan.Zero || _isTimerSet) return;
            _isTimerSet = true;
        }

        _ = AdmitAfterAsync(wait);
    }

    private async Task AdmitAfterAsync(TimeSpan wait)
    {
        await clock.Delay(wait, CancellationToken.None).ConfigureAwait(false);
        lock (_gate) _isTimerSet = false;
        Admit();
    }

    /// <param name="wait">How long to wait before the next attempt; zero for the end of another call.</param>
    private bool TryEnter(out TimeSpan wait)
    {
        var now = Now;
        wait = _heldUntil > now ? _heldUntil - now : TimeSpan.Zero;
        if (wait > TimeSpan.Zero) return false;
        _waveStarted ??= now;
        if (_inFlight >= _limit) return false;

        // The limit grows step by step, so that a rejection is known before most calls are sent.
        var steps = (now - _waveStarted.Value).Ticks / s_step.Ticks;
        if (_inFlight < _wave + steps)
        {
            _inFlight++;
            return true;
        }

        wait = s_step;
        return false;
    }

    /// <summary>The turn of one call, which ends when it is disposed.</summary>
    public sealed class Turn(RateLimiter limiter, TimeSpan held) : IDisposable
    {
        /// <summary>How long the call was held back.</summary>
        public TimeSpan Held => held;

        /// <summary>Adapts the limit to the outcome of the call.</summary>
        public void Report(CallOutcome outcome, TimeSpan sentAt, TimeSpan wait)
        {
            if (outcome.Kind is OutcomeKind.Succeeded or OutcomeKind.Accepted) limiter.Recover();
            if (outcome.ErrorKind == ReveErrorKind.RateLimited) limiter.HoldBack(sentAt, wait);
        }

        public void Dispose() => limiter.Leave();
    }

    /// <summary>A call that waits for its turn.</summary>
    private sealed class Waiter(TimeSpan since)
        : TaskCompletionSource<Turn>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TimeSpan Since => since;

        /// <summary>How long earlier holds held the call back.</summary>
        public TimeSpan Held { get; set; }
    }
}
