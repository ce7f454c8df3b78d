using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Emulator;
using Reve.Providers;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>The row "504; sent and then timed out, reset, cut off": unknown, and never sent again by itself.</summary>
public sealed class UnknownOutcomeTests : PaidCallTests
{
    public static MatrixTheoryData<PaidCall, Fault> Losses => EachOn(Fault.ResetAfterBody, Fault.CloseAfterBody);

    public static MatrixTheoryData<PaidCall, Fault> Stalls => EachOn(Fault.StallBeforeHeaders, Fault.StallInHeaders);

    public static MatrixTheoryData<PaidCall, int> Gateways => EachOn(504, 524);

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_call_that_was_sent_and_lost_is_sent_once_whether_it_was_charged_or_not(
        PaidCall call, Fault fault)
    {
        foreach (var isCharged in (bool[])[true, false])
        {
            Emulator.Misbehave(To(call) with { Fault = fault, IsCharged = isCharged });
            AssertUnknown(call, await FailAsync(call), Sent(call)[^1]);
        }

        Assert.Equal(2, Sent(call).Count);
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(Stalls))]
    public async Task A_call_whose_time_runs_out_before_an_answer_is_sent_once(PaidCall call, Fault fault)
    {
        Emulator.Misbehave(To(call) with { Fault = fault });

        var run = FailAsync(call);
        await UntilAsync(() => Bill.Count == 1);
        Clock.RunOut(new CallPolicy().Timeout);

        AssertUnknown(call, await run, Assert.Single(Sent(call)));
        Assert.Single(Bill);
        await UntilAsync(() => Sent(call).Single().WasAborted);
    }

    [Theory]
    [MemberData(nameof(Gateways))]
    public async Task A_gateway_that_gave_up_waiting_leaves_the_outcome_unknown(PaidCall call, int status)
    {
        Emulator.Misbehave(To(call) with
        {
            Status = status,
            Body = """{"message":"took too long","detail":"took too long","requestId":"req-7"}""",
        });

        var fault = await FailAsync(call);

        AssertUnknown(call, fault, Assert.Single(Sent(call)));
        Assert.Equal(status, fault.Status);
        if (ProviderOf(call) == "AimlApi") Assert.Equal("req-7", fault.RequestId);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task It_is_sent_again_when_the_user_says_so(PaidCall call, Fault fault)
    {
        Emulator.Misbehave(To(call) with { Fault = fault });
        Emulator.Misbehave(Answering(call, 504));

        var image = await MakeAsync(call, new CallPolicy { RetryUnknownOutcome = true });

        Assert.Equal(3, image.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2), image.Waited);
        Assert.Equal(3, Sent(call).Count);
        Assert.Equal(2, Bill.Count);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Each_attempt_has_the_whole_time_for_itself(PaidCall call)
    {
        Emulator.Misbehave(To(call) with { Fault = Fault.StallBeforeHeaders, Times = 2, IsCharged = false });

        var run = MakeAsync(call, new CallPolicy { RetryUnknownOutcome = true });
        for (var number = 1; number <= 2; number++)
        {
            await UntilAsync(() => Sent(call).Count == number && Sent(call)[^1].IsComplete);
            Clock.RunOut(new CallPolicy().Timeout);
        }

        Assert.Equal(3, (await run).Attempts);
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_kept_connection_that_dies_under_a_call_does_not_make_the_http_stack_send_it_again(PaidCall call)
    {
        await MakeAsync(call);
        Emulator.Misbehave(To(call) with { Fault = Fault.ResetAfterBody, IsCharged = false });

        var fault = await FailAsync(call);

        AssertUnknown(call, fault, Sent(call)[^1]);
        Assert.Equal(2, Sent(call).Count);
        Assert.Single(Bill);
    }

    [Fact]
    public async Task A_cancelled_call_ends_as_cancelled_and_lets_go_of_its_connection()
    {
        Emulator.Misbehave(To(PaidCall.Create) with { Fault = Fault.StallBeforeHeaders });
        using var stop = new CancellationTokenSource();

        var run = Client().GenerateAsync(Create(), cancellation: stop.Token);
        await UntilAsync(() => Emulator.Bill.Count == 1);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await UntilAsync(() => Paid.Single().WasAborted);
    }

    private static void AssertUnknown(PaidCall call, ReveException fault, RecordedRequest sent)
    {
        Assert.Equal(ReveErrorKind.OutcomeUnknown, fault.Kind);
        Assert.Equal(1, fault.Attempts);
        Assert.Equal(TimeSpan.Zero, fault.Waited);
        Assert.Equal(ProviderOf(call), fault.Provider);
        Assert.Contains("-RetryUnknownOutcome", fault.Advice);
        Assert.Equal(sent.Header("X-Client-Request-Id"), fault.ClientRequestId);
        if (fault.ClientRequestId is { } id) Assert.Contains(id, fault.Advice);
    }
}
