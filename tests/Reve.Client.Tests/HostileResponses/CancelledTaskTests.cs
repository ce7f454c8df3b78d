using System.Linq;
using System.Threading.Tasks;
using Reve.Emulator;
using Reve.Tests.Outcomes;
using Xunit;

namespace Reve.Tests.HostileResponses;

/// <summary>A task is cancelled, and the responses are cut off or are no state of a task.</summary>
public sealed class CancelledTaskTests : OutcomeTestBase
{
    // The empty JSON of a provider can mean that it has no such task.
    private static readonly string[] s_unreadable = ["""{"status":""", """{"data":{""", "<html></html>", ""];
    private static readonly string[] s_withoutState = [.. s_unreadable, "{}", "[]", "null"];
    private static readonly PaidCallCase[] s_cancellable =
        [.. PaidCallCase.Tasks.Where(call => call.Info.CancelsTasks)];

    /// <summary>Calls whose tasks can be cancelled.</summary>
    public static TheoryData<PaidCallCase> Cancellable => [.. s_cancellable];

    public static MatrixTheoryData<PaidCallCase, string> Unconfirmed => new(s_cancellable, s_withoutState);

    public static MatrixTheoryData<PaidCallCase, string> Unreadable => TasksOn(s_unreadable);

    [Theory]
    [MemberData(nameof(Cancellable))]
    public async Task A_response_to_a_cancellation_that_is_cut_off_does_not_hide_the_state_of_the_task(
        PaidCallCase call)
    {
        var (client, task) = await SubmitAsync(call);
        Emulator.Misbehave(ToTasks(call) with { Fault = Fault.TruncateBody });

        task = await client.CancelTaskAsync(task, cancellation: Cancellation);

        Assert.Contains(task.Status, (ReveTaskStatus[])[ReveTaskStatus.Cancelled, ReveTaskStatus.Cancelling]);
        Assert.Empty(Bill);
    }

    [Theory]
    [MemberData(nameof(Unconfirmed))]
    public async Task A_cancelled_task_without_a_state_that_can_be_read_is_an_error(PaidCallCase call, string body)
    {
        var (client, task) = await SubmitAsync(call);
        Emulator.Misbehave(ToTasks(call) with { Body = body, Times = 99 });

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.CancelTaskAsync(task, cancellation: Cancellation));

        Assert.Equal((task.Id, Billing.Unknown), (error.TaskId, error.Billing));
        Assert.Contains($"did not confirm that the task {task.Id} is cancelled", error.Message);
        Assert.Contains("Get-ReveTask", error.Advice);
    }

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task A_task_without_a_state_that_can_be_read_is_an_error(PaidCallCase call, string body)
    {
        var (client, task) = await SubmitAsync(call);
        Emulator.Misbehave(ToTasks(call) with { Body = body, Times = 99 });

        var error = await Assert.ThrowsAsync<ReveException>(
            () => client.GetTaskAsync(task, cancellation: Cancellation));

        Assert.Equal((task.Id, Billing.Unknown), (error.TaskId, error.Billing));
    }

    private async Task<(ReveClient Client, ReveTask Task)> SubmitAsync(PaidCallCase call)
    {
        Emulator.Tasks.Script = new() { Stages = [new(TaskState.Running, IsHeld: true)] };
        var client = Client(provider: call.Provider);
        var task = await client.SubmitAsync(client.CreateJob(RequestOf(call)), cancellation: Cancellation);
        return (client, task);
    }
}
