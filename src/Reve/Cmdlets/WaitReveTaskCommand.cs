using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Waits for tasks and returns each as it ends. Stopping the command does not stop the tasks.</summary>
[Cmdlet(VerbsLifecycle.Wait, "ReveTask", DefaultParameterSetName = "Task", HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveTask))]
public sealed class WaitReveTaskCommand : TaskQueryCmdlet
{
    private const int DefaultThrottleLimit = 64;

    private protected override string Activity => "Waiting for tasks";

    private protected override bool IsOrdered => false;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Waiting is free, so the default limit is higher than that of paid calls.
        if (!IsBound(nameof(ThrottleLimit))) ThrottleLimit = DefaultThrottleLimit;
        base.BeginProcessing();
    }

    private protected override Task<ReveTask> QueryAsync(
        ReveClient client, ReveTask task, Action<ReveNotice>? notify, CancellationToken cancellation) =>
        client.WaitForTaskAsync(task, notify, cancellation);
}
