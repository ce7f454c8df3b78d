using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Reve.Pipeline;

namespace Reve.Commands;

/// <summary>Tells tasks to stop.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ReveTask", DefaultParameterSetName = "Id", SupportsShouldProcess = true)]
[OutputType(typeof(ReveTask))]
public sealed class StopReveTaskCommand : TaskCmdlet
{
    private protected override string Activity => "Stopping tasks";

    private protected override Func<ReveJob, Action<ReveNotice>, CancellationToken, Task<IReadOnlyList<ReveResult>>> Work(
        ReveClient client) => client.StopAsync;

    private protected override bool IsWanted(ReveTask task) => ShouldProcess(task.Id, "Stop the task");
}
