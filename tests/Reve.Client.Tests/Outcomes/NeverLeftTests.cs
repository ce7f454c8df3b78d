using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Emulator;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>The row "never left": not billed, and tried again.</summary>
public sealed class NeverLeftTests : PaidCallTests
{
    /// <summary>More than the sockets on the way can hold, so that the rest of it is still here at the reset.</summary>
    private const int Long = 12 * 1024 * 1024;

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_refused_connection_is_tried_again_and_the_call_is_billed_once(PaidCall call)
    {
        using var door = new LateDoor(Emulator.BaseUri);
        Clock.WhileWaiting = () =>
        {
            if (Clock.Waits.Count == 2) door.Open();
        };

        var image = await MakeAt(call, door.Address);

        Assert.Equal(3, image.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2), image.Waited);
        Assert.Single(Sent(call));
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData(PaidCall.Edit)]
    [InlineData(PaidCall.Remix)]
    public async Task A_connection_that_is_reset_before_the_body_is_there_is_tried_again(PaidCall call)
    {
        Emulator.Misbehave(To(call) with { Fault = Fault.ResetBeforeBody, Times = 2 });
        var image = new byte[Long];
        PlainPng.Make((64, 64)).CopyTo(image, 0);

        var results = await Client().GenerateAsync(
            RequestOf(call, image: image), Notices.Enqueue, Cancellation);

        Assert.Equal(3, Assert.Single(results).Image!.Attempts);
        Assert.Equal([false, false, true], Sent(call).Select(request => request.IsComplete));
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData("https://nowhere.invalid")]
    [InlineData("https://127.0.0.1:PORT")]
    [InlineData("http://127.0.0.1:9")]
    public async Task A_host_that_cannot_be_reached_at_all_ends_with_the_attempts_counted(string address)
    {
        var unreachable = new Uri(address.Replace("PORT", $"{Emulator.BaseUri.Port}"));

        var fault = await Assert.ThrowsAsync<ReveException>(() => MakeAt(PaidCall.EditElsewhere, unreachable));

        Assert.Equal(ReveErrorKind.ConnectionFailed, fault.Kind);
        Assert.Contains("nothing was charged", fault.Message);
        Assert.Equal(4, fault.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2 + 4), fault.Waited);
        Assert.Empty(Emulator.Requests);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_call_that_is_cancelled_before_it_is_sent_is_not_sent(PaidCall call)
    {
        var run = Client(provider: ProviderOf(call)).GenerateAsync(
            RequestOf(call), cancellation: new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Sent(call));
        Assert.Empty(Bill);
    }

    private async Task<ReveImage> MakeAt(PaidCall call, Uri address)
    {
        var client = new ReveClient(
            Connection(ProviderOf(call)) with { BaseUri = address }, new CallPolicy(), Clock);
        var results = await client.GenerateAsync(RequestOf(call), Notices.Enqueue, Cancellation);
        return Assert.Single(results).Image!;
    }
}
