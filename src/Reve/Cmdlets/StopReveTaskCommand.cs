using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Cancels tasks.</summary>
[Cmdlet(VerbsLifecycle.Stop, "ReveTask", DefaultParameterSetName = "Task", SupportsShouldProcess = true,
    HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveTask))]
public sealed class StopReveTaskCommand : TaskQueryCmdlet
{
    private protected override string Activity => "Stopping tasks";

    private protected override Task<ReveTask> QueryAsync(
        ReveClient client, ReveTask task, Action<ReveNotice>? notify, CancellationToken cancellation) =>
        client.CancelTaskAsync(task, notify, cancellation);

    private protected override bool ShouldQuery(ReveTask task) => Streams.ShouldProcess(task.Id, "Stop the task");
}
