using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Reve.Parameters;
using Reve.Providers;

namespace Reve.Hosting;

/// <summary>What the cmdlets share that ask after tasks: which ones, and one question for each.</summary>
public abstract class TaskCmdlet : ConnectionCmdlet
{
    private BatchOutputWriter? _pump;
    private int _index;

    private protected TaskCmdlet()
    {
    }

    /// <summary>The ids of tasks, from this session or another one.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Id", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [TaskIdTransformation]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Tasks, as -NoWait handed them out.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Task", ValueFromPipeline = true)]
    [ValidateNotNull]
    public ReveTask[] Task { get; set; } = [];

    private protected abstract string Activity { get; }

    private protected virtual bool IsOrdered => true;

    private protected abstract JobRunner Work(ReveClient client);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var client = Open(Connect(Provider ?? ProviderRegistry.WithTasks.Name));
        _pump = new BatchOutputWriter(this, new Batch(Work(client), ThrottleLimit, IsOrdered), Activity, Stop);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var task in Named(Id).Concat(Task))
        {
            if (IsWanted(task)) _pump!.Send(new TaskJob(task) { Index = _index++ });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _pump!.Finish();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _pump?.Dispose();
        base.Dispose(disposing);
    }

    private protected virtual bool IsWanted(ReveTask task) => true;

    /// <summary>Tasks of which no more is known than their ids.</summary>
    internal static IEnumerable<ReveTask> Named(IEnumerable<string> ids) =>
        ids.Select(id => new ReveTask { Id = id.Trim(), Provider = ProviderRegistry.WithTasks.Name });
}
