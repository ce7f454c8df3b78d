using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Emulator;
using Reve.Execution;
using Reve.Http;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Http;

/// <summary>What all slots of a run learn from one refusal.</summary>
public sealed class ThrottleTests : EmulatorTests
{
    private const int Handful = 8;

    [Fact]
    public void In_a_storm_of_429_only_a_handful_is_refused_in_each_window()
    {
        // On a machine that is busy with other things a refusal can be understood late: the best of three counts.
        var most = Enumerable.Range(0, 3).Select(_ => MostRefusedInAStorm())
            .FirstOrDefault(refused => refused <= Handful, defaultValue: 32);

        Assert.InRange(most, 0, Handful);
    }

    [Fact]
    public async Task One_refusal_holds_back_all_for_as_long_as_the_provider_asks()
    {
        var throttle = new RateLimiter(Clock);
        using (var refused = await throttle.EnterAsync(Cancellation)) Refuse(refused, TimeSpan.FromSeconds(7));

        using (var held = await throttle.EnterAsync(Cancellation)) Assert.Equal(TimeSpan.FromSeconds(7), held.HeldBack);
        using (var free = await throttle.EnterAsync(Cancellation)) Assert.Equal(TimeSpan.Zero, free.HeldBack);
    }

    [Fact]
    public async Task The_number_adapts_down_once_for_each_hold_and_recovers_with_every_success()
    {
        var throttle = new RateLimiter(Clock);
        var turns = new List<RateLimiter.Turn>();
        for (var i = 0; i < 16; i++) turns.Add(await throttle.EnterAsync(Cancellation));
        foreach (var turn in turns)
        {
            Refuse(turn, TimeSpan.FromSeconds(1));
            turn.Dispose();
        }

        Assert.Equal(8, throttle.Ceiling);
        for (var i = 0; i < 3; i++)
        {
            using var turn = await throttle.EnterAsync(Cancellation);
            turn.End(new Verdict(Decision.Accept, default), TimeSpan.Zero, TimeSpan.Zero);
        }

        Assert.Equal(11, throttle.Ceiling);
    }

    [Fact]
    public async Task A_hold_ends_at_once_when_the_run_is_stopped()
    {
        var throttle = new RateLimiter(Reve.Threading.Clock.System);
        using (var refused = await throttle.EnterAsync(Cancellation)) Refuse(refused, TimeSpan.FromMinutes(5));
        using var stop = new CancellationTokenSource();
        var waiting = throttle.EnterAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Theory]
    [InlineData(401, "Credential rejected", ReveErrorKind.AuthenticationFailed)]
    [InlineData(403, "You've run out of credits", ReveErrorKind.OutOfCredit)]
    [InlineData(404, "Model not found", ReveErrorKind.ModelRetired)]
    public void An_error_that_all_would_meet_stops_the_rest_from_being_sent(
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
    public async Task A_model_that_is_gone_stops_only_what_asks_for_it()
    {
        Emulator.OtherModels.Add("other/model");
        var client = Client();

        await Assert.ThrowsAsync<ReveException>(() => SendAsync(client, Create() with { Model = "gone/model" }));
        var refused = await Assert.ThrowsAsync<ReveException>(
            () => SendAsync(client, Create() with { Model = "gone/model" }));
        await SendAsync(client, Create() with { Model = "other/model" });

        Assert.Equal(ReveErrorKind.NotSent, refused.Kind);
        Assert.Equal(2, Paid.Count());
    }

    [Fact]
    public void A_wait_beyond_all_patience_stops_the_rest()
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

    private int MostRefusedInAStorm()
    {
        Emulator.Reset();
        Emulator.RateLimit = new RateLimit(10, TimeSpan.FromMilliseconds(400));

        var results = RunAll(60, slots: 32, new CallPolicy { RetryInterval = TimeSpan.FromSeconds(1) });

        Assert.All(results, Assert.Null);
        Assert.Equal(60, Emulator.Bill.Count);
        return Emulator.RateLimit.Refused.Max();
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

    private static void Refuse(RateLimiter.Turn turn, TimeSpan wait) =>
        turn.End(new Verdict(Decision.Retry, ReveErrorKind.RateLimited), TimeSpan.Zero, wait);
}
