using System;
using System.Threading;
using System.Threading.Tasks;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Threading;

/// <summary>An operation runs once for all callers, and no caller can spoil it for the others.</summary>
public sealed class AsyncCacheTests
{
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _started;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_operation_whose_caller_cancels_it_is_started_again_by_the_next_waiting_caller()
    {
        var cache = new AsyncCache<string, string>();
        using var stop = new CancellationTokenSource();
        var first = cache.GetAsync("?", () => WorkAsync(stop.Token), stop.Token);
        var waiting = cache.GetAsync("?", () => WorkAsync(Cancellation), Cancellation);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.Equal("2", await waiting);
        Assert.Equal("2", await cache.GetAsync("?", () => WorkAsync(Cancellation), Cancellation));
    }

    [Fact]
    public async Task A_waiting_caller_that_cancels_returns_at_once_and_does_not_cancel_the_operation()
    {
        var cache = new AsyncCache<string, string>();
        using var stop = new CancellationTokenSource();
        var first = cache.GetAsync("?", () => WorkAsync(Cancellation), Cancellation);
        var waiting = cache.GetAsync("?", () => WorkAsync(Cancellation), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _first.SetResult("1");
        Assert.Equal("1", await first);
    }

    [Fact]
    public async Task A_failure_reaches_all_waiting_callers_and_is_not_cached()
    {
        var cache = new AsyncCache<string, string>();
        var first = cache.GetAsync("#", () => WorkAsync(Cancellation), Cancellation);
        var waiting = cache.GetAsync("#", () => WorkAsync(Cancellation), Cancellation);

        _first.SetException(new InvalidOperationException("no"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => first);
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting);
        Assert.Equal("2", await cache.GetAsync("#", () => WorkAsync(Cancellation), Cancellation));
    }

    /// <summary>The first run lasts until the test completes it or its caller cancels it.</summary>
    private async Task<string> WorkAsync(CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _started);
        return number == 1 ? await _first.Task.WaitAsync(cancellation) : $"{number}";
    }
}
