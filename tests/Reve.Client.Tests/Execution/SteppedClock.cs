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
    private TimeSpan _passed = TimeSpan.FromHours(1);

    public override DateTimeOffset UtcNow => DateTimeOffset.UnixEpoch + Elapsed;

    public override TimeSpan Elapsed => _passed;

    public override Task Delay(TimeSpan delay, CancellationToken cancellation)
    {
        var source = new TaskCompletionSource();
        lock (_waits) _waits.Add((_passed + delay, source));
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
            _passed += time;
            over = [.. _waits.Where(wait => wait.Until <= _passed)];
            _waits.RemoveAll(wait => wait.Until <= _passed);
        }

        foreach (var (_, source) in over) source.SetResult();
    }
}
