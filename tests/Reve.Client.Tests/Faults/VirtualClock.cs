using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Threading;

namespace Reve.Tests.Faults;

/// <summary>
/// A clock whose time passes by waits, which end at once, and by <see cref="Advance"/>. Timeouts elapse in the order of
/// their times, also during waits.
/// </summary>
internal sealed class VirtualClock : Clock
{
    private static readonly DateTimeOffset s_start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly object _gate = new();
    private readonly Dictionary<CancellationTokenSource, TimeSpan> _timers = [];
    private TimeSpan _passed;

    /// <summary>How far the date and time are from where they would be. They jump when it is set.</summary>
    public TimeSpan Jump { get; set; }

    /// <summary>The waits so far.</summary>
    public List<TimeSpan> Waits { get; } = [];

    /// <summary>Called with each wait, before its time passes.</summary>
    public Action<TimeSpan>? BeforeWait { get; set; }

    public override DateTimeOffset UtcNow => s_start + Elapsed + Jump;

    public override TimeSpan Elapsed
    {
        get { lock (_gate) return _passed; }
    }

    public override Task Delay(TimeSpan delay, CancellationToken cancellation)
    {
        BeforeWait?.Invoke(delay);
        lock (_gate) Waits.Add(delay);
        ElapseUntil(Elapsed + delay);
        return cancellation.IsCancellationRequested ? Task.FromCanceled(cancellation) : Task.CompletedTask;
    }

    public override void CancelAfter(CancellationTokenSource source, TimeSpan delay)
    {
        lock (_gate) _timers[source] = _passed + delay;
    }

    public override double NextDouble() => 0.5;

    /// <summary>Lets the time pass until the next timeout elapses.</summary>
    public void Advance()
    {
        TimeSpan next;
        lock (_gate)
        {
            RemoveDisposed();
            if (_timers.Count == 0) return;
            next = _timers.Values.Min();
        }

        ElapseUntil(next);
    }

    private void ElapseUntil(TimeSpan time)
    {
        List<CancellationTokenSource> elapsed;
        lock (_gate)
        {
            if (time > _passed) _passed = time;
            RemoveDisposed();
            elapsed = [.. _timers.Where(timer => timer.Value <= _passed).OrderBy(timer => timer.Value)
                .Select(timer => timer.Key)];
            foreach (var source in elapsed) _timers.Remove(source);
        }

        foreach (var source in elapsed) Cancel(source);
    }

    private void RemoveDisposed()
    {
        foreach (var source in _timers.Keys.Where(IsDisposed).ToList()) _timers.Remove(source);
    }

    private static bool IsDisposed(CancellationTokenSource source)
    {
        try
        {
            _ = source.Token;
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // What it limited has ended.
        }
    }
}
