using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Http;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>
/// How many paid calls may be on their way at once. A provider that refuses one for its rate holds back all of them, so
/// that the others need not learn it one by one; fewer go out afterwards, and with every success one more.
/// </summary>
internal sealed class RateLimiter(Clock clock)
{
    private const int FirstWave = 5;
    private const int WaveAfterHold = 2;
    private const int Most = 1024;
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(10);

    private readonly object _gate = new();
    private readonly AsyncSignal _left = new();
    private int _underWay;
    private int _ceiling = Most;
    private int _wave = FirstWave;
    private TimeSpan? _waveBegan;
    private TimeSpan _heldUntil;
    private TimeSpan _heldAt = TimeSpan.MinValue;

    /// <summary>How many may be on their way when nothing holds them back.</summary>
    public int Ceiling
    {
        get { lock (_gate) return _ceiling; }
    }

    /// <summary>Waits until a call may go out.</summary>
    public async Task<Turn> EnterAsync(CancellationToken cancellation)
    {
        var held = TimeSpan.Zero;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var change = _left.Next;
            if (TryEnter(out var hold, out var step)) return new Turn(this, held);
            if (hold > TimeSpan.Zero) await clock.Delay(hold, cancellation).ConfigureAwait(false);
            else if (step > TimeSpan.Zero) await clock.Delay(step, cancellation).ConfigureAwait(false);
            else await AsyncSignal.WaitAsync(change, cancellation).ConfigureAwait(false);
            held += hold > TimeSpan.Zero ? hold : TimeSpan.Zero;
        }
    }

    private void Leave()
    {
        lock (_gate) _underWay--;
        _left.Pulse();
    }

    private void Recover()
    {
        lock (_gate) _ceiling = Math.Min(Most, _ceiling + 1);
    }

    /// <summary>The provider refused a call for its rate, and asks to wait.</summary>
    /// <param name="sentAt">When that call was sent: one that was sent before the last hold tells nothing new.</param>
    /// <param name="wait">How long.</param>
    private void HoldBack(TimeSpan sentAt, TimeSpan wait)
    {
        lock (_gate)
        {
            var now = Now;
            if (now + wait > _heldUntil) _heldUntil = now + wait;
            if (sentAt <= _heldAt) return;
            _heldAt = now;
            _ceiling = Math.Max(1, Math.Min(_ceiling, _underWay) / 2);
            (_wave, _waveBegan) = (WaveAfterHold, null);
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
            _waveBegan ??= now;
            if (_underWay >= _ceiling) return false;

            // One more at each step: what a provider refuses is known before the most have asked it.
            var steps = (now - _waveBegan.Value).Ticks / s_step.Ticks;
            if (_underWay < _wave + steps)
            {
                _underWay++;
                return true;
            }

            step = s_step;
            return false;
        }
    }

    /// <summary>The turn of one call; it ends when it is disposed of.</summary>
    public sealed class Turn(RateLimiter throttle, TimeSpan heldBack) : IDisposable
    {
        /// <summary>How long the call was held back for the provider's sake.</summary>
        public TimeSpan HeldBack => heldBack;

        /// <summary>Tells how the call ended, for those that come after it.</summary>
        public void End(Verdict verdict, TimeSpan took, TimeSpan wait)
        {
            if (verdict.Decision == Decision.Accept) throttle.Recover();
            if (verdict.Kind == ReveErrorKind.RateLimited) throttle.HoldBack(throttle.Now - took, wait);
        }

        public void Dispose() => throttle.Leave();
    }
}
