using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Providers;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>The row "408, 429, 500, 502, 503": refused or failed, and tried again when it is time to.</summary>
public sealed class RefusedForNowTests : PaidCallTests
{
    public static MatrixTheoryData<PaidCall, int> Refusals => EachOn(408, 429, 500, 502, 503);

    public static MatrixTheoryData<PaidCall, string> Waits => EachOn(
        "Retry-After: 17 = 17000",
        "Retry-After: Fri, 02 Jan 2026 03:05:05 GMT = 60000",
        "Retry-After: Fri, 02 Jan 2026 03:00:00 GMT = 0",
        "retry-after-ms: 250 = 250");

    public static MatrixTheoryData<PaidCall, string> WordsOfCredit =>
        EachOn("Your quota is exhausted", "Not enough credits");

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task It_is_tried_again_and_billed_once(PaidCall call, int status)
    {
        Emulator.Misbehave(Answering(call, status) with { Times = 2 });

        var image = await MakeAsync(call);

        Assert.Equal(3, image.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2), image.Waited);
        Assert.Equal(3, Sent(call).Count);
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task The_attempts_of_one_call_are_the_same_to_the_byte_and_by_their_id(PaidCall call)
    {
        Emulator.Misbehave(Answering(call, 503) with { Times = 2 });

        await MakeAsync(call);

        Assert.Single(Sent(call).Select(request => Convert.ToBase64String(request.Body)).Distinct());
        var ids = Sent(call).Select(request => request.Header("X-Client-Request-Id")).Distinct().ToList();
        Assert.Equal(Bill.Single().ClientRequestId, Assert.Single(ids));
        Assert.Equal(ProviderOf(call) == "AimlApi", ids[0] is not null);
    }

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task The_wait_is_the_one_that_the_provider_asks_for(PaidCall call, string asked)
    {
        var (name, value, milliseconds) = Read(asked);
        Emulator.Misbehave(Answering(call, 429, name, value));

        var image = await MakeAsync(call);

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), image.Waited);
        Assert.Contains(image.Waited, Clock.Waits);
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_wait_beyond_the_callers_patience_ends_at_once_and_says_when_to_come_back(PaidCall call)
    {
        foreach (var status in (int[])[429, 503])
        {
            Emulator.Misbehave(Answering(call, status, "Retry-After", "3600"));

            var fault = await FailAsync(call);

            Assert.Equal(status == 429 ? ReveErrorKind.RateLimited : ReveErrorKind.ProviderFailed, fault.Kind);
            Assert.Equal(TimeSpan.FromHours(1), fault.RetryAfter);
            Assert.Contains("3600 seconds", fault.Advice);
            Assert.Equal(1, fault.Attempts);
            Assert.Equal(TimeSpan.Zero, fault.Waited);
        }

        Assert.Equal(2, Sent(call).Count);
        Assert.Empty(Bill);
    }

    [Theory]
    [MemberData(nameof(WordsOfCredit))]
    public async Task A_429_that_speaks_of_credit_is_final(PaidCall call, string words)
    {
        Emulator.Misbehave(To(call) with
        {
            Status = 429,
            Body = $$$"""{"message":"{{{words}}}","detail":"{{{words}}}","error":{"message":"{{{words}}}"}}""",
        });

        var fault = await FailAsync(call);

        Assert.Equal(ReveErrorKind.OutOfCredit, fault.Kind);
        Assert.Equal(words, fault.ProviderMessage);
        Assert.Single(Sent(call));
        Assert.Empty(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_call_that_goes_on_being_refused_ends_with_its_attempts_and_its_waiting_counted(PaidCall call)
    {
        const string JobText =
            """{"message":"maintenance","detail":"maintenance","error":{"message":"maintenance"}}""";
        Emulator.Misbehave(To(call) with { Status = 503, Times = 9, Body = JobText });

        var fault = await FailAsync(call, new CallPolicy { MaximumRetryCount = 2 });

        Assert.Equal(ReveErrorKind.ProviderFailed, fault.Kind);
        Assert.Equal(3, fault.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2), fault.Waited);
        Assert.Equal(3, Sent(call).Count);
        Assert.Empty(Bill);
        Assert.Contains("maintenance", fault.Message);
    }

    [Fact]
    public async Task The_jitter_covers_the_whole_doubling_interval_up_to_the_longest_wait()
    {
        Emulator.Misbehave(Answering(PaidCall.Create, 503) with { Times = 5 });
        Clock.Chance = 0.999;

        await MakeAsync(PaidCall.Create, new CallPolicy
        {
            MaximumRetryCount = 5,
            RetryInterval = TimeSpan.FromSeconds(10),
            MaximumRetryDelay = TimeSpan.FromSeconds(60),
        });

        Assert.Equal([9.99, 19.98, 39.96, 59.94, 59.94], Clock.Waits.Select(wait => Math.Round(wait.TotalSeconds, 2)));
    }

    private static (string Name, string Value, int Milliseconds) Read(string asked)
    {
        var parts = asked.Split(": ", 2);
        var values = parts[1].Split(" = ");
        return (parts[0], values[0], int.Parse(values[1]));
    }
}
