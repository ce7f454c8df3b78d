using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Execution;
using Reve.Providers;
using Xunit;

namespace Reve.Tests.Execution;

/// <summary>
/// A run at a provider that accepts so many calls in each window of time, and rejects the others with the time until
/// the next window. The longer a rejection takes, the more calls are sent before it is known. Time passes in steps, so
/// that the calls are the same in each run.
/// </summary>
public sealed class RateWindowTests
{
    private const int Calls = 60;
    private const int Slots = 32;
    private const int AcceptedInWindow = 10;
    private static readonly TimeSpan s_step = TimeSpan.FromMilliseconds(1);

    private readonly SteppedClock _clock = new();
    private readonly List<Task<RateLimiter.Turn>> _waiting = [];
    private readonly List<Call> _running = [];
    private readonly Dictionary<long, int> _asked = [];

    [Theory]
    [InlineData(400, 5, 6)]
    [InlineData(400, 20, 9)]
    [InlineData(400, 50, 15)]
    [InlineData(2_000, 20, 9)]
    [InlineData(60_000, 200, 31)]
    public async Task Few_calls_are_rejected_in_each_window_and_no_window_is_left_out(
        int window, int latency, int mostRejected)
    {
        // Without a synchronization context, so that what waited for the clock goes on within its step.
        await Task.Run(
            () => RunAsync(TimeSpan.FromMilliseconds(window), TimeSpan.FromMilliseconds(latency)),
            TestContext.Current.CancellationToken);

        Assert.Equal(Calls / AcceptedInWindow, _asked.Count);
        Assert.InRange(_asked.Values.Max() - AcceptedInWindow, 0, mostRejected);
    }

    private async Task RunAsync(TimeSpan window, TimeSpan latency)
    {
        var limiter = new RateLimiter(_clock);
        for (var left = Calls; left > 0; _clock.Advance(s_step))
        {
            foreach (var call in _running.Where(call => call.SentAt + latency <= _clock.Elapsed).ToList())
            {
                _running.Remove(call);
                if (call.Wait is null) left--;
                End(call);
            }

            while (_waiting.Count + _running.Count < Math.Min(Slots, left))
                _waiting.Add(limiter.EnterAsync(TestContext.Current.CancellationToken));
            while (_running.Count < limiter.InFlight)
            {
                var admitted = await Task.WhenAny(_waiting);
                _waiting.Remove(admitted);
                _running.Add(Send(await admitted, window));
            }
        }
    }

    private Call Send(RateLimiter.Turn turn, TimeSpan window)
    {
        var now = _clock.Elapsed;
        var number = now.Ticks / window.Ticks;
        var asked = _asked[number] = _asked.GetValueOrDefault(number) + 1;
        var untilNext = window - TimeSpan.FromTicks(now.Ticks % window.Ticks);
        return new Call(turn, now, asked > AcceptedInWindow ? untilNext : null);
    }

    private static void End(Call call)
    {
        using var turn = call.Turn;
        turn.Report(
            call.Wait is null
                ? CallOutcome.Succeeded(new ProviderResponse([]))
                : new CallOutcome(OutcomeKind.Rejected, Billing.NotCharged) { ErrorKind = ReveErrorKind.RateLimited },
            call.SentAt, call.Wait ?? TimeSpan.Zero);
    }

    /// <summary>A call in flight; it is rejected when a wait is requested.</summary>
    private sealed record Call(RateLimiter.Turn Turn, TimeSpan SentAt, TimeSpan? Wait);
}
