using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Xunit;

namespace Reve.Tests.Outcomes;

/// <summary>Row "accepted as a task": the task is queried, and the call is never sent again.</summary>
public sealed class AcceptedTaskTests : OutcomeTestBase
{
    public static MatrixTheoryData<PaidCallCase, Fault> Breaks =>
        TasksOn(Fault.ResetAfterBody, Fault.CloseAfterBody, Fault.ResetInBody, Fault.TruncateBody);

    public static MatrixTheoryData<PaidCallCase, int> Statuses => TasksOn(408, 429, 500, 504);

    public static MatrixTheoryData<PaidCallCase, string> Bodies => TasksOn("<html>welcome</html>", "", "[]");

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task A_lost_response_about_a_task_is_requested_again(PaidCallCase call, Fault fault)
    {
        Emulator.Misbehave(ToTasks(call) with { Fault = fault, Times = 3 });

        await MakeAsync(call);

        Assert.Single(Sent(call));
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task A_rejected_query_about_a_task_is_repeated(PaidCallCase call, int status)
    {
        Emulator.Misbehave(ToTasks(call) with { Status = status, Body = "{}", Times = 3 });

        await MakeAsync(call);

        Assert.Single(Sent(call));
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task An_unreadable_response_about_a_task_is_ignored(PaidCallCase call, string body)
    {
        Emulator.Misbehave(ToTasks(call) with { Body = body, Times = 3 });

        await MakeAsync(call);

        Assert.Single(Sent(call));
        Assert.Single(Bill);
    }

    [Theory]
    [MemberData(nameof(Tasks))]
    public async Task A_task_that_cannot_be_queried_is_an_error_with_its_id_and_is_not_sent_again(PaidCallCase call)
    {
        Emulator.Misbehave(ToTasks(call) with { Status = 503, Body = "{}", Times = 99 });

        var error = await FailAsync(call, new CallPolicy { RetryUnknownOutcome = true });

        Assert.Equal(ReveErrorKind.ProviderFailed, error.Kind);
        Assert.Equal(Emulator.Tasks.All.Keys.Single(), error.TaskId);
        Assert.Contains(error.TaskId!, error.Advice);
        Assert.Single(Sent(call));
    }
}
