using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Providers;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>Row "408, 429, 500, 502, 503": not charged, and retried.</summary>
public sealed class RetriedRejectionTests : OutcomeTestBase
{
    public static MatrixTheoryData<PaidCallCase, int> Statuses => EachOn(408, 429, 500, 502, 503);

    public static MatrixTheoryData<PaidCallCase, string> Waits => EachOn(
        "Retry-After: 17 = 17000",
        "Retry-After: Fri, 02 Jan 2026 03:05:05 GMT = 60000",
        "Retry-After: Fri, 02 Jan 2026 03:00:00 GMT = 1000",
        "Retry-After: 0 = 1000",
        "retry-after-ms: 0 = 1000",
        "retry-after-ms: 250 = 250");

    public static MatrixTheoryData<PaidCallCase, string> CreditMessages =>
        EachOn("Your quota is exhausted", "Not enough credits");

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_temporary_rejection_is_retried_and_the_call_is_charged_once(PaidCallCase call, int status)
    {
        Emulator.Misbehave(Respond(call, status) with { Times = 2 });

        var image = await MakeAsync(call);

        Assert.Equal(3, image.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2), image.Waited);
        Assert.Equal(3, Sent(call).Count);
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task All_attempts_have_the_same_body_and_id_unless_each_is_looked_up_by_its_own_id(
        PaidCallCase call)
    {
        Emulator.Misbehave(Respond(call, 503) with { Times = 2 });

        await MakeAsync(call);

        var bodies = Sent(call).Select(request => Convert.ToBase64String(request.Body)).Distinct();
        var ids = Sent(call).Select(request => request.ClientId).ToList();
        Assert.Equal(call.IsLookedUp ? 3 : 1, bodies.Count());
        Assert.Equal(call.IsLookedUp ? 3 : 1, ids.Distinct().Count());
        Assert.Equal(Bill.Single().ClientRequestId, ids[^1]);
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task The_wait_is_the_one_that_the_provider_requests_or_that_of_the_own_backoff(
        PaidCallCase call, string requested)
    {
        var (name, value, milliseconds) = Read(requested);
        Emulator.Misbehave(To(call) with
        {
            Status = 429,
            Body = "{}",
            Headers = new Dictionary<string, string> { [name] = value, ["Date"] = $"{Clock.Now:r}" },
        });

        var image = await MakeAsync(call);

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), image.Waited);
        Assert.Contains(image.Waited, Clock.Waits);
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_requested_wait_above_the_limit_ends_the_call_and_is_in_the_error(PaidCallCase call)
    {
        foreach (var status in (int[])[429, 503])
        {
            Emulator.Misbehave(Respond(call, status, "Retry-After", "3600"));

            var error = await FailAsync(call);

            Assert.Equal(status == 429 ? ReveErrorKind.RateLimited : ReveErrorKind.ProviderFailed, error.Kind);
            Assert.Equal(TimeSpan.FromHours(1), error.RetryAfter);
            Assert.Contains("3600 seconds", error.Advice);
            Assert.Equal(1, error.Attempts);
            Assert.Equal(TimeSpan.Zero, error.Waited);
        }

        Assert.Equal(2, Sent(call).Count);
        Assert.Empty(Bill);
    }

    [Theory]
    [MemberData(nameof(CreditMessages))]
    public async Task A_429_that_mentions_credit_is_final(PaidCallCase call, string words)
    {
        Emulator.Misbehave(To(call) with
        {
            Status = 429,
            Body = $$$"""{"message":"{{{words}}}","detail":"{{{words}}}","error":{"message":"{{{words}}}"}}""",
        });

        var error = await FailAsync(call);

        Assert.Equal(ReveErrorKind.OutOfCredit, error.Kind);
        Assert.Equal(words, error.ProviderMessage);
        Assert.Single(Sent(call));
        Assert.Empty(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_call_that_is_always_rejected_is_an_error_with_attempts_and_waiting_time(PaidCallCase call)
    {
        const string Body =
            """{"message":"maintenance","detail":"maintenance","error":{"message":"maintenance"}}""";
        Emulator.Misbehave(To(call) with { Status = 503, Times = 9, Body = Body });

        var error = await FailAsync(call, new CallPolicy { MaximumRetryCount = 2 });

        Assert.Equal(ReveErrorKind.ProviderFailed, error.Kind);
        Assert.Equal(3, error.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2), error.Waited);
        Assert.Equal(3, Sent(call).Count);
        Assert.Empty(Bill);
        Assert.Contains("maintenance", error.Message);
    }

    [Fact]
    public async Task The_jitter_covers_the_doubling_interval_up_to_the_longest_wait()
    {
        Emulator.Misbehave(Respond(PaidCallCase.Create, 503) with { Times = 5 });
        Clock.Chance = 0.999;

        await MakeAsync(PaidCallCase.Create, new CallPolicy
        {
            MaximumRetryCount = 5,
            RetryInterval = TimeSpan.FromSeconds(10),
            MaximumRetryDelay = TimeSpan.FromSeconds(60),
        });

        Assert.Equal([9.99, 19.98, 39.96, 59.94, 59.94], Clock.Waits.Select(wait => Math.Round(wait.TotalSeconds, 2)));
    }

    private static (string Name, string Value, int Milliseconds) Read(string requested)
    {
        var parts = requested.Split(": ", 2);
        var values = parts[1].Split(" = ");
        return (parts[0], values[0], int.Parse(values[1]));
    }
}
