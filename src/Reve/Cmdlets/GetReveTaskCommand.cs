using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Returns the state of tasks.</summary>
[Cmdlet(VerbsCommon.Get, "ReveTask", DefaultParameterSetName = "Task", HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveTask))]
public sealed class GetReveTaskCommand : TaskQueryCmdlet
{
    private protected override string Activity => "Querying tasks";

    private protected override Task<ReveTask> QueryAsync(
        ReveClient client, ReveTask task, Action<ReveNotice>? notify, CancellationToken cancellation) =>
        client.GetTaskAsync(task, notify, cancellation);
}
