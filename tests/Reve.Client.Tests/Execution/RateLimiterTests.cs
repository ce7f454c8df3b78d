using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Emulator;
using Reve.Execution;
using Xunit;

namespace Reve.Tests.Execution;

/// <summary>How one rejection affects the other calls of a run.</summary>
public sealed class RateLimiterTests : EmulatorTests
{
    [Fact]
    public async Task A_rejection_holds_back_all_calls_for_the_requested_time()
    {
        var limiter = new RateLimiter(Clock);
        using (var turn = await limiter.EnterAsync(Cancellation)) Reject(turn, TimeSpan.FromSeconds(7));

        using (var held = await limiter.EnterAsync(Cancellation)) Assert.Equal(TimeSpan.FromSeconds(7), held.Held);
        using (var free = await limiter.EnterAsync(Cancellation)) Assert.Equal(TimeSpan.Zero, free.Held);
    }

    [Fact]
    public async Task A_rejected_call_holds_back_the_next_call_of_its_client()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/v1/images", Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "7" },
        });
        var client = Client(new CallPolicy { MaximumRetryCount = 0 });
        await Assert.ThrowsAsync<ReveException>(() => SendAsync(client, Create()));

        var result = Assert.Single(await SendAsync(client, Create()));

        Assert.Equal(TimeSpan.FromSeconds(7), result.Image!.Waited);
    }

    [Fact]
    public async Task The_limit_is_reduced_once_for_each_hold_and_grows_with_each_success()
    {
        var limiter = new RateLimiter(Clock);
        var turns = new List<RateLimiter.Turn>();
        for (var i = 0; i < 16; i++) turns.Add(await limiter.EnterAsync(Cancellation));
        foreach (var turn in turns)
        {
            Reject(turn, TimeSpan.FromSeconds(1));
            turn.Dispose();
        }

        Assert.Equal(8, limiter.Limit);
        for (var i = 0; i < 3; i++)
        {
            using var turn = await limiter.EnterAsync(Cancellation);
            turn.Report(CallOutcome.Succeeded(new ProviderResponse([])), Clock.Elapsed, TimeSpan.Zero);
        }

        Assert.Equal(11, limiter.Limit);
    }

    [Fact]
    public async Task Waiting_calls_are_admitted_in_their_order_and_only_as_many_as_may_be_sent()
    {
        // Time does not pass, so that only the end of another call admits one.
        var limiter = new RateLimiter(new SteppedClock());
        var running = new Queue<RateLimiter.Turn>();
        for (var i = 0; i < 5; i++) running.Enqueue(await limiter.EnterAsync(Cancellation));
        using var stop = new CancellationTokenSource();
        var waiting = Enumerable.Range(0, 4)
            .Select(number => limiter.EnterAsync(number == 1 ? stop.Token : Cancellation)).ToList();
        await stop.CancelAsync();

        foreach (var next in new[] { 0, 2, 3 })
        {
            running.Dequeue().Dispose();
            running.Enqueue(await waiting[next]);
            Assert.Equal(
                Enumerable.Range(0, 4).Where(number => number > next && number != 1),
                Enumerable.Range(0, 4).Where(number => !waiting[number].IsCompleted && number != 1));
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting[1]);
    }

    [Fact]
    public async Task A_hold_ends_at_once_when_the_run_is_cancelled()
    {
        var limiter = new RateLimiter(Reve.Threading.Clock.System);
        using (var turn = await limiter.EnterAsync(Cancellation)) Reject(turn, TimeSpan.FromMinutes(5));
        using var stop = new CancellationTokenSource();
        var waiting = limiter.EnterAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData(401, "Credential rejected", ReveErrorKind.AuthenticationFailed)]
    [InlineData(403, "You've run out of credits", ReveErrorKind.OutOfCredit)]
    [InlineData(404, "Model not found", ReveErrorKind.ModelRetired)]
    public void An_error_that_concerns_all_calls_stops_the_others(
        int status, string words, ReveErrorKind kind)
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/v1/images", Status = status, Times = 99, Body = $$"""{"message":"{{words}}"}""",
        });

        var results = RunAll(20, slots: 2, new CallPolicy());

        Assert.InRange(Paid.Count(), 1, 2);
        Assert.Contains(results, error => error!.Kind == kind);
        Assert.Equal(20 - Paid.Count(), results.Count(error => error!.Kind == ReveErrorKind.NotSent));
    }

    [Fact]
    public async Task A_withdrawn_model_stops_only_its_own_calls()
    {
        Emulator.OtherModels.Add("other/model");
        var client = Client();

        await Assert.ThrowsAsync<ReveException>(() => SendAsync(client, Create() with { Model = "gone/model" }));
        var error = await Assert.ThrowsAsync<ReveException>(
            () => SendAsync(client, Create() with { Model = "gone/model" }));
        await SendAsync(client, Create() with { Model = "other/model" });

        Assert.Equal(ReveErrorKind.NotSent, error.Kind);
        Assert.Equal(2, Paid.Count());
    }

    [Fact]
    public void A_requested_wait_above_the_limit_stops_the_others()
    {
        Emulator.Misbehave(new Misbehaviour
        {
            Path = "/v1/images", Status = 429, Times = 99,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "3600" },
        });

        var results = RunAll(10, slots: 1, new CallPolicy());

        Assert.Single(Paid);
        Assert.Equal(ReveErrorKind.RateLimited, results[0]!.Kind);
        Assert.All(results.Skip(1), error => Assert.Equal(TimeSpan.FromHours(1), error!.RetryAfter));
    }

    /// <summary>Runs jobs in slots on the real clock; null stands for an image.</summary>
    private List<ReveException?> RunAll(int count, int slots, CallPolicy policy)
    {
        var client = new ReveClient(Connection(), policy, Reve.Threading.Clock.System);
        using var batch = new Batch<ImageJob, IReadOnlyList<ReveResult>>(client.GenerateAsync, slots, ordered: true);
        var errors = new List<ReveException?>();
        for (var i = 0; i < count; i++)
        {
            while (batch.IsFull) Take();
            batch.Submit(client.CreateJob(Create() with { Index = i }) with { SkipDownload = true });
        }

        while (errors.Count < count) Take();
        return errors;

        void Take()
        {
            var next = batch.Take(Cancellation)!;
            if (next.Notice is not null) return;
            errors.Add(next.HasResult ? Assert.Single(next.Result!).Error : (ReveException?)next.Error);
        }
    }

    private static Task<IReadOnlyList<ReveResult>> SendAsync(ReveClient client, ImageRequest request) =>
        client.GenerateAsync(request, job => job with { SkipDownload = true }, cancellation: Cancellation);

    private void Reject(RateLimiter.Turn turn, TimeSpan wait) => turn.Report(
        new CallOutcome(OutcomeKind.Rejected, Billing.NotCharged) { ErrorKind = ReveErrorKind.RateLimited },
        Clock.Elapsed, wait);
}
