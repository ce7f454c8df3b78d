using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.Faults;

/// <summary>
/// The clock of the machine jumps back and forth during a run. Waits, timeouts and the rate limit are those of a clock
/// that does not jump.
/// </summary>
public sealed class ClockJumpTests : OutcomeTestBase
{
    private const int Day = 24 * 60 * 60;

    public static MatrixTheoryData<PaidCallCase, int> Jumps => new(FaultSample.Calls, [-Day, -7, 7, Day]);

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task Waits_do_not_depend_on_the_clock(PaidCallCase call, int seconds)
    {
        var (still, jumping) = (new VirtualClock(), new VirtualClock());
        var jumps = 0;
        // One jump after the other in the same direction, and then back.
        jumping.BeforeWait = _ => jumping.Jump += TimeSpan.FromSeconds(++jumps % 3 == 0 ? -2 * seconds : seconds);

        var expected = await RunAsync(call, still);
        var image = await RunAsync(call, jumping);

        Assert.NotEqual(0, jumps);
        Assert.Equal(still.Waits, jumping.Waits);
        Assert.Equal(still.Elapsed, jumping.Elapsed);
        Assert.All(jumping.Waits, wait => Assert.True(wait > TimeSpan.Zero, $"{wait}"));
        Assert.Equal((expected.Attempts, expected.Waited), (image.Attempts, image.Waited));
        Assert.Equal(expected.Duration, image.Duration);
        Assert.Equal(2, Bill.Count);
    }

    [Theory]
    [MemberData(nameof(Jumps))]
    public async Task A_timeout_is_neither_early_nor_late(PaidCallCase call, int seconds)
    {
        Emulator.Misbehave(To(call) with { Fault = Fault.StallBeforeHeaders, IsCharged = false });
        var clock = new VirtualClock();
        var run = EndAsync(call, clock);
        await UntilAsync(() => Sent(call) is [{ IsStalled: true }]);
        clock.Jump += TimeSpan.FromSeconds(seconds);
        Assert.Equal(TimeSpan.Zero, clock.Elapsed);
        Assert.False(run.IsCompleted);

        clock.Advance();

        Assert.Equal(ReveErrorKind.OutcomeUnknown, (await run).Error!.Kind);
        Assert.Equal(new CallPolicy().Timeout, clock.Elapsed - TimeSpan.FromTicks(clock.Waits.Sum(wait => wait.Ticks)));
    }

    /// <summary>A run in which calls are rejected, held back, and queried again.</summary>
    private async Task<ReveImage> RunAsync(PaidCallCase call, VirtualClock clock)
    {
        Emulator.Forgive();
        Emulator.Misbehave(Respond(call, 503));
        Emulator.Misbehave(Respond(call, 429, "Retry-After", "5"));
        Emulator.Misbehave(ToTasks(call) with { Status = 503, Body = "{}", Times = 2 });
        Emulator.Misbehave(new Misbehaviour { Path = "/generations", Fault = Fault.ResetAfterBody });
        var date = clock.UtcNow + TimeSpan.FromSeconds(9);
        Emulator.Misbehave(To(call) with
        {
            Status = 503,
            Body = "{}",
            Headers = new Dictionary<string, string> { ["Retry-After"] = $"{date:r}", ["Date"] = $"{clock.UtcNow:r}" },
        });
        return (await EndAsync(call, clock)).Image!;
    }

    private async Task<ReveResult> EndAsync(PaidCallCase call, VirtualClock clock)
    {
        var client = new ReveClient(Connection(call.Provider), WithAllNotices(), clock);
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
