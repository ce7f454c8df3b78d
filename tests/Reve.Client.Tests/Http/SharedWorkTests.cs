using System;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Xunit;

namespace Reve.Tests;

/// <summary>What is done once and waited for by several: whoever leaves spoils nothing for the others.</summary>
public sealed class SharedWorkTests
{
    private readonly TaskCompletionSource<string> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _begun;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_question_whose_asker_stops_is_asked_anew_by_those_who_wait_for_it()
    {
        var memory = new SessionMemory();
        using var stop = new CancellationTokenSource();
        var asker = memory.OnceAsync("?", () => WorkAsync(stop.Token), stop.Token);
        var waiting = memory.OnceAsync("?", () => WorkAsync(Cancellation), Cancellation);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asker);
        Assert.Equal("2", await waiting);
        Assert.Equal("2", await memory.OnceAsync("?", () => WorkAsync(Cancellation), Cancellation));
    }

    [Fact]
    public async Task Whoever_waits_for_anothers_question_may_leave_at_once()
    {
        var memory = new SessionMemory();
        using var stop = new CancellationTokenSource();
        var asker = memory.OnceAsync("?", () => WorkAsync(Cancellation), Cancellation);
        var waiting = memory.OnceAsync("?", () => WorkAsync(Cancellation), stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _first.SetResult("1");
        Assert.Equal("1", await asker);
    }

    [Fact]
    public async Task An_upload_whose_caller_stops_is_begun_anew_by_those_who_wait_for_it()
    {
        var uploads = new UploadCache();
        using var stop = new CancellationTokenSource();
        var caller = uploads.GetAsync("#", () => WorkAsync(stop.Token), stop.Token);
        var waiting = uploads.GetAsync("#", () => WorkAsync(Cancellation), Cancellation);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => caller);
        Assert.Equal("2", await waiting);
    }

    [Fact]
    public async Task An_upload_that_fails_fails_for_all_who_wait_and_is_not_remembered()
    {
        var uploads = new UploadCache();
        var caller = uploads.GetAsync("#", () => WorkAsync(Cancellation), Cancellation);
        var waiting = uploads.GetAsync("#", () => WorkAsync(Cancellation), Cancellation);

        _first.SetException(new InvalidOperationException("no"));

        await Assert.ThrowsAsync<InvalidOperationException>(() => caller);
        await Assert.ThrowsAsync<InvalidOperationException>(() => waiting);
        Assert.Equal("2", await uploads.GetAsync("#", () => WorkAsync(Cancellation), Cancellation));
    }

    /// <summary>The first time it takes until the test says so, or its caller stops.</summary>
    private async Task<string> WorkAsync(CancellationToken cancellation)
    {
        var number = Interlocked.Increment(ref _begun);
        return number == 1 ? await _first.Task.WaitAsync(cancellation) : $"{number}";
    }
}
