using System;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Faults;

/// <summary>
/// Many calls at a time to one host. Over HTTP/2 they would share a connection, whose end leaves the outcome of all of
/// them unknown. A call that the host refused is sent again by the library alone.
/// </summary>
public sealed class SharedConnectionTests : OutcomeTestBase
{
    private const int RefusedStream = 7;
    private const int Calls = 12;

    public static MatrixTheoryData<PaidCallCase, Fault> Refusals => new(
        FaultSample.Calls, [Fault.ResetStream, Fault.GoAwayBefore]);

    public static TheoryData<PaidCallCase> RefusedCalls => [.. FaultSample.Calls];

    private protected override WireProtocol Protocol => WireProtocol.Http2;

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, Calls)]
    public async Task A_lost_connection_leaves_the_outcome_of_the_calls_on_it_unknown(bool isShared, int unknown)
    {
        Emulator.IsHeld = true;
        Emulator.Misbehave(To(PaidCallCase.Create) with
        {
            Skip = Calls - 1, Fault = Fault.ResetAfterBody, IsCharged = false,
        });
        var client = Client(PaidCallCase.Create, isShared);

        var runs = Enumerable.Range(0, Calls).Select(_ => EndAsync(client, PaidCallCase.Create)).ToList();
        await UntilAsync(() => runs.Count(run => run.IsCompleted) == unknown);
        Emulator.Release();
        var results = await Task.WhenAll(runs);

        Assert.Equal(unknown, results.Count(result => result.Error?.Kind == ReveErrorKind.OutcomeUnknown));
        Assert.Equal(Calls - unknown, results.Count(result => result.Image is not null));
        Assert.Equal(Calls, Sent(PaidCallCase.Create).Count);
        Assert.All(Sent(PaidCallCase.Create), request => Assert.Equal(
            isShared ? "HTTP/2" : "HTTP/1.1", request.Protocol));
    }

    [Fact]
    public async Task Free_requests_share_a_connection()
    {
        await Client(PaidCallCase.Create, isShared: false).GetBalanceAsync(Notices.Enqueue, Cancellation);

        Assert.All(Emulator.Requests, request => Assert.Equal("HTTP/2", request.Protocol));
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_call_that_the_host_refused_is_sent_again_by_the_library_alone(PaidCallCase call, Fault fault)
    {
        Emulator.Misbehave(To(call) with { Fault = fault, ErrorCode = RefusedStream, Times = 2, IsCharged = false });

        var image = (await EndAsync(Client(call, isShared: true), call)).Image!;

        Assert.Equal((3, TimeSpan.FromSeconds(1 + 2)), (image.Attempts, image.Waited));
        Assert.Equal(3, Whole(call));
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(RefusedCalls))]
    public async Task A_call_that_the_host_always_refuses_is_an_error_and_is_not_charged(PaidCallCase call)
    {
        Emulator.Misbehave(To(call) with
        {
            Fault = Fault.ResetStream, ErrorCode = RefusedStream, Times = 99, IsCharged = false,
        });

        var error = (await EndAsync(Client(call, isShared: true), call)).Error!;

        Assert.Equal((ReveErrorKind.ConnectionFailed, Billing.NotCharged), (error.Kind, error.Billing));
        Assert.Equal((4, 4), (error.Attempts, Whole(call)));
        Assert.Contains("refused the request", error.Message);
    }

    /// <summary>The number of whole requests. The HTTP stack sends headers again, and no body.</summary>
    private int Whole(PaidCallCase call) => Sent(call).Count(request => request.IsComplete);

    private ReveClient Client(PaidCallCase call, bool isShared) => new(
        Connection(call.Provider) with
        {
            Network = new NetworkSettings { NoProxy = true, SkipCertificateCheck = true, SharesConnections = isShared },
        },
        WithAllNotices(), Clock);

    private async Task<ReveResult> EndAsync(ReveClient client, PaidCallCase call)
    {
        try
        {
            return Assert.Single(await client.GenerateAsync(RequestOf(call), Notices.Enqueue, Cancellation));
        }
        catch (ReveException error)
        {
            return new ReveResult(null, error);
        }
    }
}
