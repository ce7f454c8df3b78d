using System.Management.Automation;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Tells where tasks stand.</summary>
[Cmdlet(VerbsCommon.Get, "ReveTask", DefaultParameterSetName = "Task")]
[OutputType(typeof(ReveTask))]
public sealed class GetReveTaskCommand : TaskCmdlet
{
    private protected override string Activity => "Asking after tasks";

    private protected override JobRunner Work(ReveClient client) => Runners.ForTasks(client.GetTaskAsync);
}
