using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Emulator;
using Reve.Providers;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>Row "504, or sent and then lost": unknown, and sent again only with consent.</summary>
public sealed class UnknownOutcomeTests : OutcomeTestBase
{
    public static MatrixTheoryData<PaidCallCase, Fault> Losses => EachOn(Fault.ResetAfterBody, Fault.CloseAfterBody);

    public static MatrixTheoryData<PaidCallCase, Fault> Stalls =>
        EachOn(Fault.StallBeforeHeaders, Fault.StallInHeaders);

    public static MatrixTheoryData<PaidCallCase, int> Gateways => EachOn(504, 524);

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_call_without_a_response_is_sent_once_whether_it_was_charged_or_not(
        PaidCallCase call, Fault fault)
    {
        foreach (var isCharged in (bool[])[true, false])
        {
            Emulator.Misbehave(To(call) with { Fault = fault, IsCharged = isCharged });
            var result = await EndAsync(call);
            AssertUnknownOrFound(call, result, Sent(call)[^1], isCharged);
        }

        Assert.Equal(2, Sent(call).Count);
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(Stalls))]
    public async Task A_call_that_times_out_before_a_response_is_sent_once(PaidCallCase call, Fault fault)
    {
        Emulator.Misbehave(To(call) with { Fault = fault });

        var run = EndAsync(call);
        await UntilAsync(() => Bill.Count == 1);
        Clock.RunOut(new CallPolicy().Timeout);

        AssertUnknownOrFound(call, await run, Assert.Single(Sent(call)), isCharged: true);
        Assert.Single(Bill);
        await UntilAsync(() => Sent(call).Single().WasAborted);
    }

    [Theory]
    [MemberData(nameof(Gateways))]
    public async Task A_gateway_timeout_leaves_the_outcome_unknown(PaidCallCase call, int status)
    {
        Emulator.Misbehave(To(call) with
        {
            Status = status,
            Body = """{"message":"took too long","detail":"took too long","requestId":"req-7"}""",
        });

        var error = await FailAsync(call);

        AssertUnknown(call, error, Assert.Single(Sent(call)));
        Assert.Equal(status, error.Status);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task A_call_with_an_unknown_outcome_is_sent_again_with_consent(PaidCallCase call, Fault fault)
    {
        Emulator.Misbehave(To(call) with { Fault = fault, IsCharged = !call.IsLookedUp });
        Emulator.Misbehave(Respond(call, 504));

        var image = await MakeAsync(call, new CallPolicy { RetryUnknownOutcome = true });

        Assert.Equal(3, image.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2), image.Waited);
        Assert.Equal(3, Sent(call).Count);
        Assert.Equal(call.IsLookedUp ? 1 : 2, Bill.Count);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Each_attempt_has_its_own_timeout(PaidCallCase call)
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
    public async Task The_http_stack_does_not_resend_a_call_on_a_dead_connection(PaidCallCase call)
    {
        await MakeAsync(call);
        Emulator.Misbehave(To(call) with { Fault = Fault.ResetAfterBody, IsCharged = false });

        var error = await FailAsync(call);

        AssertUnknown(call, error, Sent(call)[^1]);
        Assert.Equal(2, Sent(call).Count);
        Assert.Single(Bill);
    }

    [Fact]
    public async Task A_cancelled_call_ends_as_cancelled_and_closes_its_connection()
    {
        Emulator.Misbehave(To(PaidCallCase.Create) with { Fault = Fault.StallBeforeHeaders });
        using var stop = new CancellationTokenSource();

        var run = Client().GenerateAsync(Create(), cancellation: stop.Token);
        await UntilAsync(() => Emulator.Bill.Count == 1);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await UntilAsync(() => Paid.Single().WasAborted);
    }

    /// <summary>A call that arrived is found where calls can be looked up. All others are unknown.</summary>
    private static void AssertUnknownOrFound(
        PaidCallCase call, ReveResult result, RecordedRequest sent, bool isCharged)
    {
        if (!isCharged || !call.IsLookedUp)
        {
            AssertUnknown(call, result.Error!, sent);
            return;
        }

        Assert.Null(result.Error);
        Assert.Equal(1, result.Image!.Attempts);
        Assert.NotNull(result.Image.Bytes);
    }

    private static void AssertUnknown(PaidCallCase call, ReveException error, RecordedRequest sent)
    {
        Assert.Equal(ReveErrorKind.OutcomeUnknown, error.Kind);
        Assert.Equal(Billing.Unknown, error.Billing);
        Assert.Equal(1, error.Attempts);
        Assert.Equal(TimeSpan.Zero, error.Waited);
        Assert.Equal(call.Provider, error.Provider);
        Assert.Contains("-RetryUnknownOutcome", error.Advice);
        Assert.Equal(sent.ClientId, error.ClientRequestId);
        if (error.ClientRequestId is { } id) Assert.Contains(id, error.Advice);
    }
}
