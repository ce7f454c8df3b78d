using System.Collections.Generic;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Threading;

namespace Reve.Tests;

/// <summary>
/// A clock on which every wait is over at once and written down, and time-outs come when the test says so.
/// </summary>
internal sealed class TestClock : Clock
{
    private readonly List<(CancellationTokenSource Source, TimeSpan Delay)> _timers = [];

    public List<TimeSpan> Waits { get; } = [];

    public double Chance { get; set; } = 0.5;

    /// <summary>What happens elsewhere while somebody waits.</summary>
    public Action? WhileWaiting { get; set; }

    public DateTimeOffset Now { get; set; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override DateTimeOffset UtcNow => Now;

    public override TimeSpan Elapsed => Now - DateTimeOffset.UnixEpoch;

    public override Task Delay(TimeSpan delay, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Waits.Add(delay);
        Now += delay;
        WhileWaiting?.Invoke();
        return Task.CompletedTask;
    }

    public override void CancelAfter(CancellationTokenSource source, TimeSpan delay)
    {
        lock (_timers) _timers.Add((source, delay));
    }

    public override double NextDouble() => Chance;

    /// <summary>Lets the time of every attempt under way run out, or only of those that have just so long.</summary>
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
            // That attempt is over.
        }
    }
}
