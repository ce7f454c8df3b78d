using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Emulator;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>Row "never left": not charged, and retried.</summary>
public sealed class NotSentTests : OutcomeTestBase
{
    /// <summary>Longer than the buffers of the sockets, so that the reset occurs before all of it is sent.</summary>
    private const int Long = 12 * 1024 * 1024;

    /// <summary>Calls whose input images are in the body of the paid request and may have any size.</summary>
    public static TheoryData<PaidCallCase> WithLongBodies =>
    [
        .. PaidCallCase.Every.Where(call => !call.Info.HasTasks
            && call.OperationInfo is { MinimumInputs: > 0, InputBytesBelow: null }),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_refused_connection_is_retried_and_the_call_is_charged_once(PaidCallCase call)
    {
        using var door = new DelayedListener(Emulator.BaseUri);
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
    [MemberData(nameof(WithLongBodies))]
    public async Task A_connection_reset_before_the_body_is_complete_is_retried(PaidCallCase call)
    {
        Emulator.Misbehave(To(call) with { Fault = Fault.ResetBeforeBody, Times = 2 });
        var image = new byte[Long];
        PlainPng.Make((64, 64)).CopyTo(image, 0);

        var results = await Client(provider: call.Provider).GenerateAsync(
            RequestOf(call, image: image), Notices.Enqueue, Cancellation);

        Assert.Equal(3, Assert.Single(results).Image!.Attempts);
        Assert.Equal([false, false, true], Sent(call).Select(request => request.IsComplete));
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData("https://nowhere.invalid")]
    [InlineData("https://127.0.0.1:PORT")]
    [InlineData("http://127.0.0.1:9")]
    public async Task An_unreachable_host_is_an_error_with_the_number_of_attempts(string address)
    {
        var unreachable = new Uri(address.Replace("PORT", $"{Emulator.BaseUri.Port}"));

        var error = await Assert.ThrowsAsync<ReveException>(() => MakeAt(PaidCallCase.Edit, unreachable));

        Assert.Equal(ReveErrorKind.ConnectionFailed, error.Kind);
        Assert.Contains("nothing was charged", error.Message);
        Assert.Equal(4, error.Attempts);
        Assert.Equal(TimeSpan.FromSeconds(1 + 2 + 4), error.Waited);
        Assert.Empty(Emulator.Requests);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_call_cancelled_before_it_is_sent_is_not_sent(PaidCallCase call)
    {
        var run = Client(provider: call.Provider).GenerateAsync(
            RequestOf(call), cancellation: new CancellationToken(canceled: true));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Empty(Sent(call));
        Assert.Empty(Bill);
    }

    private async Task<ReveImage> MakeAt(PaidCallCase call, Uri address)
    {
        var client = new ReveClient(
            Connection(call.Provider) with { BaseUri = address }, new CallPolicy(), Clock);
        var results = await client.GenerateAsync(RequestOf(call), Notices.Enqueue, Cancellation);
        return Assert.Single(results).Image!;
    }
}
