using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Threading;

namespace Reve.Tests.Execution;

/// <summary>A clock whose time passes only by <see cref="Advance"/>, which ends the waits that are over.</summary>
internal sealed class SteppedClock : Clock
{
    private readonly List<(TimeSpan Until, TaskCompletionSource Source)> _waits = [];

    public override DateTimeOffset UtcNow => DateTimeOffset.UnixEpoch + Elapsed;

    public override TimeSpan Elapsed => Passed;

    private TimeSpan Passed { get; set; } = TimeSpan.FromHours(1);

    public override Task Delay(TimeSpan delay, CancellationToken cancellation)
    {
        var source = new TaskCompletionSource();
        lock (_waits) _waits.Add((Passed + delay, source));
        return source.Task.WaitAsync(cancellation);
    }

    public override void CancelAfter(CancellationTokenSource source, TimeSpan delay)
    {
        // No request of these tests waits for a response.
    }

    public override double NextDouble() => 0;

    /// <summary>Lets time pass. What waited goes on before this method returns.</summary>
    public void Advance(TimeSpan time)
    {
        List<(TimeSpan Until, TaskCompletionSource Source)> over;
        lock (_waits)
        {
            Passed += time;
            over = [.. _waits.Where(wait => wait.Until <= Passed)];
            _waits.RemoveAll(wait => wait.Until <= Passed);
        }

        foreach (var (_, source) in over) source.SetResult();
    }
}
