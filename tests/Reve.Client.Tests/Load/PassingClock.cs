using System;
using System.Threading;
using System.Threading.Tasks;
using Reve.Threading;

namespace Reve.Tests.Load;

/// <summary>A clock whose waits pass at once and whose timeouts never elapse. It remembers nothing.</summary>
internal sealed class PassingClock : Clock
{
    private long _ticks;

    public override DateTimeOffset UtcNow => DateTimeOffset.UnixEpoch + Elapsed;

    public override TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref _ticks));

    public override Task Delay(TimeSpan delay, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Interlocked.Add(ref _ticks, delay.Ticks);
        return Task.CompletedTask;
    }

    public override void CancelAfter(CancellationTokenSource source, TimeSpan delay)
    {
        // No request of these tests waits for a response forever.
    }

    public override double NextDouble() => 0.5;
}
