using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>
/// Limits the number of paid calls in flight. When the provider rejects a call because of its rate, all calls are held
/// back. Afterwards fewer are sent at a time, and each success allows one more.
/// </summary>
internal sealed class RateLimiter(Clock clock)
{
    private const int FirstWave = 5;
    private const int WaveAfterHold = 2;
    private const int Maximum = 1024;
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly AsyncSignal _released = new();
    private int _inFlight;
    private int _limit = Maximum;
    private int _wave = FirstWave;
    private TimeSpan? _waveStarted;
    private TimeSpan _heldUntil;
    private TimeSpan _heldAt = TimeSpan.MinValue;

    /// <summary>The current limit of calls in flight.</summary>
    public int Limit
    {
        get { lock (_gate) return _limit; }
    }

    /// <summary>Waits until a call may be sent.</summary>
    public async Task<Turn> EnterAsync(CancellationToken cancellation)
    {
        var held = TimeSpan.Zero;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var released = _released.Next;
            if (TryEnter(out var hold, out var step)) return new Turn(this, held);
            if (hold > TimeSpan.Zero) await clock.Delay(hold, cancellation).ConfigureAwait(false);
            else if (step > TimeSpan.Zero) await clock.Delay(step, cancellation).ConfigureAwait(false);
            else await AsyncSignal.WaitAsync(released, cancellation).ConfigureAwait(false);
            held += hold > TimeSpan.Zero ? hold : TimeSpan.Zero;
        }
    }

    private void Leave()
    {
        lock (_gate) _inFlight--;
        _released.Pulse();
    }

    private void Recover()
    {
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
            if (now + wait > _heldUntil) _heldUntil = now + wait;
            if (sentAt <= _heldAt) return;
            _heldAt = now;
            _limit = Math.Max(1, Math.Min(_limit, _inFlight) / 2);
            (_wave, _waveStarted) = (WaveAfterHold, null);
        }
    }

    private TimeSpan Now => clock.Elapsed;

    private bool TryEnter(out TimeSpan hold, out TimeSpan step)
    {
        lock (_gate)
        {
            var now = Now;
            (hold, step) = (_heldUntil - now, TimeSpan.Zero);
            if (hold > TimeSpan.Zero) return false;
            _waveStarted ??= now;
            if (_inFlight >= _limit) return false;

            // The limit grows step by step, so that a rejection is known before most calls are sent.
            var steps = (now - _waveStarted.Value).Ticks / s_step.Ticks;
            if (_inFlight < _wave + steps)
            {
                _inFlight++;
                return true;
            }

            step = s_step;
            return false;
        }
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
}
