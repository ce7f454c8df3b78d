using System.Management.Automation;
using Reve.Hosting;

namespace Reve.Cmdlets;

/// <summary>Waits for tasks and hands each on as it ends. Whoever stops waiting does not stop the tasks.</summary>
[Cmdlet(VerbsLifecycle.Wait, "ReveTask", DefaultParameterSetName = "Task")]
[OutputType(typeof(ReveTask))]
public sealed class WaitReveTaskCommand : TaskCmdlet
{
    private protected override string Activity => "Waiting for tasks";

    private protected override bool IsOrdered => false;

    private protected override JobRunner Work(ReveClient client) => Runners.ForTasks(client.WaitForTaskAsync);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        // Waiting costs nothing: as many are watched at once as come, unless something else was said.
        if (!MyInvocation.BoundParameters.ContainsKey(nameof(ThrottleLimit))) ThrottleLimit = 64;
        base.BeginProcessing();
    }
}
