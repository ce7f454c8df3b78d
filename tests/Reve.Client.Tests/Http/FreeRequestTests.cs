using System;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Http;

/// <summary>Free requests are repeated when their response is late or incomplete.</summary>
public sealed class FreeRequestTests : OutcomeTestBase
{
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(30);

    public static TheoryData<string> WithBalance =>
        [.. TestProviders.Remote.Where(provider => provider.ReportsBalance).Select(provider => provider.Name)];

    public static MatrixTheoryData<PaidCallCase, Fault> Stalls =>
        TasksOn(Fault.StallBeforeHeaders, Fault.StallInBody);

    [Theory]
    [MemberData(nameof(Stalls))]
    public async Task A_query_without_a_response_is_repeated_long_before_the_timeout_of_the_call(
        PaidCallCase call, Fault fault)
    {
        // A provider with a stream of states opens it before it is queried.
        const int Requests = 2;
        Emulator.Misbehave(ToTasks(call) with { Fault = fault, Times = Requests });

        var run = MakeAsync(call);
        for (var number = 0; number < Requests; number++)
        {
            await UntilAsync(() => Stalled == number + 1 || run.IsCompleted);
            Clock.RunOut(s_longestSilence);
        }

        await run;
        Assert.Equal(Requests, Stalled);
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(WithBalance))]
    public async Task A_response_that_ends_in_the_middle_is_requested_again(string provider)
    {
        Emulator.Misbehave(new Misbehaviour { Change = body => body[..(body.Length / 2)] });

        var balance = await Client(provider: provider).GetBalanceAsync(Notices.Enqueue, Cancellation);

        Assert.True(balance.Amount > 0);
        Assert.Single(Clock.Waits);
    }

    [Theory]
    [MemberData(nameof(WithBalance))]
    public async Task A_response_that_always_ends_in_the_middle_is_an_error(string provider)
    {
        Emulator.Misbehave(new Misbehaviour { Change = body => body[..(body.Length / 2)], Times = 99 });

        await Assert.ThrowsAsync<ReveException>(() =>
            Client(provider: provider).GetBalanceAsync(Notices.Enqueue, Cancellation));

        Assert.All(
            Emulator.Requests.GroupBy(request => request.Path),
            requests => Assert.Equal(1 + new CallPolicy().MaximumRetryCount, requests.Count()));
    }

    private int Stalled => Emulator.Requests.Count(request => request.IsStalled);
}
