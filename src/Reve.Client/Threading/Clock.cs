using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Threading;

/// <summary>The source of time and randomness. Tests replace it.</summary>
internal abstract class Clock
{
    public static Clock System { get; } = new SystemClock();

    public abstract DateTimeOffset UtcNow { get; }

    /// <summary>A monotonic time, for measuring durations.</summary>
    public abstract TimeSpan Elapsed { get; }

    public abstract Task Delay(TimeSpan delay, CancellationToken cancellation);

    public abstract void CancelAfter(CancellationTokenSource source, TimeSpan delay);

    /// <summary>A random number from 0 to below 1.</summary>
    public abstract double NextDouble();

    private sealed class SystemClock : Clock
    {
        private readonly object _gate = new();
        private readonly Random _random = new();

        public override DateTimeOffset UtcNow => DateTimeOffset.UtcNow;

        public override TimeSpan Elapsed =>
            TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);

        public override Task Delay(TimeSpan delay, CancellationToken cancellation) => Task.Delay(delay, cancellation);

        public override void CancelAfter(CancellationTokenSource source, TimeSpan delay) => source.CancelAfter(delay);

        public override double NextDouble()
        {
            lock (_gate) return _random.NextDouble();
        }
    }
}
