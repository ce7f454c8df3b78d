using System.Collections.Generic;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Threading;

namespace Reve.Tests;

/// <summary>
/// A clock whose delays end at once and are recorded, and whose timeouts elapse when the test says so.
/// </summary>
internal sealed class TestClock : Clock
{
    private readonly List<(CancellationTokenSource Source, TimeSpan Delay)> _timers = [];

    public List<TimeSpan> Waits { get; } = [];

    public double Chance { get; set; } = 0.5;

    /// <summary>Called during each delay.</summary>
    public Action? WhileWaiting { get; set; }

    public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset UtcNow => Now;

    public override TimeSpan Elapsed => Now - DateTimeOffset.UnixEpoch;

    public override Task Delay(TimeSpan delay, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (Waits)
        {
            Waits.Add(delay);
            Now += delay;
        }

        WhileWaiting?.Invoke();
        return Task.CompletedTask;
    }

    public override void CancelAfter(CancellationTokenSource source, TimeSpan delay)
    {
        lock (_timers) _timers.Add((source, delay));
    }

    public override double NextDouble() => Chance;

    /// <summary>Lets the timeouts of all attempts elapse, or only those of a given length.</summary>
    public void RunOut(TimeSpan? delay = null)
    {
        lock (_timers)
        {
            foreach (var timer in _timers)
            {
                if (delay is null || delay == timer.Delay) Cancel(timer.Source);
            }
        }
    }

    private static void Cancel(CancellationTokenSource timer)
    {
        try
        {
            timer.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The attempt has ended.
        }
    }
}
