using System.Management.Automation;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Tells tasks to stop.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ReveTask", DefaultParameterSetName = "Task", SupportsShouldProcess = true)]
[OutputType(typeof(ReveTask))]
public sealed class StopReveTaskCommand : TaskCmdlet
{
    private protected override string Activity => "Stopping tasks";

    private protected override JobRunner Work(ReveClient client) => Runners.ForTasks(client.CancelTaskAsync);

    private protected override bool IsWanted(ReveTask task) => ShouldProcess(task.Id, "Stop the task");
}
