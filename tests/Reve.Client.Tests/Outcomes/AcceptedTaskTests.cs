using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>A task that was accepted has no unknown outcome: it is asked after, and never sent again.</summary>
public sealed class AcceptedTaskTests : PaidCallTests
{
    [Theory]
    [InlineData(Fault.ResetAfterBody)]
    [InlineData(Fault.CloseAfterBody)]
    [InlineData(Fault.ResetInBody)]
    [InlineData(Fault.TruncateBody)]
    public async Task An_answer_about_it_that_is_lost_is_asked_for_again(Fault fault)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Fault = fault, Times = 3 });

        await MakeAsync(PaidCall.Task);

        Assert.Single(Sent(PaidCall.Task));
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(504)]
    public async Task A_question_about_it_that_is_refused_for_now_is_asked_again(int status)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Status = status, Body = "{}", Times = 3 });

        await MakeAsync(PaidCall.Task);

        Assert.Single(Sent(PaidCall.Task));
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task An_answer_about_it_that_cannot_be_read_is_passed_over(string body)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Body = body, Times = 4 });

        await MakeAsync(PaidCall.Task);

        Assert.Single(Sent(PaidCall.Task));
        Assert.Single(Bill);
    }

    [Fact]
    public async Task A_stream_about_it_that_falls_silent_is_left()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Fault = Fault.StallBeforeHeaders });

        var run = MakeAsync(PaidCall.Task);
        await UntilAsync(() => Emulator.Requests.Any(request => request.Path.EndsWith("/stream")));
        Clock.RunOut(TimeSpan.FromSeconds(30));

        await run;
        Assert.Single(Sent(PaidCall.Task));
        Assert.Single(Bill);
    }

    [Fact]
    public async Task One_that_can_no_longer_be_asked_after_is_an_error_with_its_id_and_not_sent_again()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Status = 503, Body = "{}", Times = 99 });

        var fault = await FailAsync(PaidCall.Task, new CallPolicy { RetryUnknownOutcome = true });

        Assert.Equal(ReveErrorKind.ProviderFailed, fault.Kind);
        Assert.Equal(Emulator.Inference.Tasks.Keys.Single(), fault.TaskId);
        Assert.Contains(fault.TaskId!, fault.Advice);
        Assert.Single(Sent(PaidCall.Task));
    }
}
