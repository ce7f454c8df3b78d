using System.Linq;
using System.Threading.Tasks;
using System;
using Reve.Emulator;
using Reve.Threading;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>Row "accepted as a task": the task is queried, and the call is never sent again.</summary>
public sealed class AcceptedTaskTests : OutcomeTestBase
{
    [Theory]
    [InlineData(Fault.ResetAfterBody)]
    [InlineData(Fault.CloseAfterBody)]
    [InlineData(Fault.ResetInBody)]
    [InlineData(Fault.TruncateBody)]
    public async Task A_lost_response_about_a_task_is_requested_again(Fault fault)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Fault = fault, Times = 3 });

        await MakeAsync(PaidCallCase.Task);

        Assert.Single(Sent(PaidCallCase.Task));
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(504)]
    public async Task A_rejected_query_about_a_task_is_repeated(int status)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Status = status, Body = "{}", Times = 3 });

        await MakeAsync(PaidCallCase.Task);

        Assert.Single(Sent(PaidCallCase.Task));
        Assert.Single(Bill);
    }

    [Theory]
    [InlineData("<html>welcome</html>")]
    [InlineData("")]
    [InlineData("[]")]
    public async Task An_unreadable_response_about_a_task_is_ignored(string body)
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Body = body, Times = 4 });

        await MakeAsync(PaidCallCase.Task);

        Assert.Single(Sent(PaidCallCase.Task));
        Assert.Single(Bill);
    }

    [Fact]
    public async Task A_stream_without_updates_is_closed()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Fault = Fault.StallBeforeHeaders });

        var run = MakeAsync(PaidCallCase.Task);
        await UntilAsync(() => Emulator.Requests.Any(request => request.Path.EndsWith("/stream")));
        Clock.RunOut(TimeSpan.FromSeconds(30));

        await run;
        Assert.Single(Sent(PaidCallCase.Task));
        Assert.Single(Bill);
    }

    [Fact]
    public async Task A_task_that_cannot_be_queried_is_an_error_with_its_id_and_is_not_sent_again()
    {
        Emulator.Misbehave(new Misbehaviour { Path = "/tasks/", Status = 503, Body = "{}", Times = 99 });

        var error = await FailAsync(PaidCallCase.Task, new CallPolicy { RetryUnknownOutcome = true });

        Assert.Equal(ReveErrorKind.ProviderFailed, error.Kind);
        Assert.Equal(Emulator.Tasks.All.Keys.Single(), error.TaskId);
        Assert.Contains(error.TaskId!, error.Advice);
        Assert.Single(Sent(PaidCallCase.Task));
    }
}
