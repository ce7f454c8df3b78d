using System;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Hosting;

/// <summary>The base class of cmdlets that make one request for each task and return the task.</summary>
public abstract class TaskQueryCmdlet : TaskCmdlet
{
    private BatchOutputWriter<TaskJob, ReveTask>? _output;
    private int _index;

    private protected TaskQueryCmdlet()
    {
    }

    private protected abstract string Activity { get; }

    private protected virtual bool IsOrdered => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        OpenForTasks();
        var batch = new Batch<TaskJob, ReveTask>(
            (job, notify, cancellation) => QueryAsync(ClientFor(job.Task), job.Task, notify, cancellation),
            ThrottleLimit, IsOrdered);
        _output = new BatchOutputWriter<TaskJob, ReveTask>(this, batch, JobOutput.Of, Activity, Stop);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var task in OpenTasks())
        {
            if (ShouldQuery(task)) _output!.Send(new TaskJob(task) { Index = _index++ });
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _output!.Finish();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _output?.Dispose();
        base.Dispose(disposing);
    }

    private protected abstract Task<ReveTask> QueryAsync(
        ReveClient client, ReveTask task, Action<ReveNotice>? notify, CancellationToken cancellation);

    private protected virtual bool ShouldQuery(ReveTask task) => true;
}
