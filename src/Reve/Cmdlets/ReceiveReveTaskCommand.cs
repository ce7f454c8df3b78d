using System.Linq;
using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;
using Reve.Providers;

namespace Reve.Cmdlets;

/// <summary>Fetches and saves the images of tasks that are completed, as the other cmdlets do with theirs.</summary>
[Cmdlet(VerbsCommunications.Receive, "ReveTask", DefaultParameterSetName = "Task")]
[OutputType(typeof(ReveImage))]
public sealed class ReceiveReveTaskCommand : OutputCmdlet
{
    private BatchOutputWriter? _pump;
    private int _index;

    /// <summary>The ids of tasks, from this session or another one.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Id", ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [TaskIdTransformation]
    [ArgumentCompleter(typeof(TaskIdCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>Tasks, as -NoWait, Get-ReveTask and Wait-ReveTask hand them out.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Task", ValueFromPipeline = true)]
    [ValidateNotNull]
    public ReveTask[] Task { get; set; } = [];

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        var client = Open(Connect(Provider ?? ProviderRegistry.WithTasks.Name));
        var batch = new Batch(
            (job, notify, cancellation) => client.ReceiveTaskAsync((ReceiveJob)job, notify, cancellation), ThrottleLimit, ordered: !Unordered);
        _pump = new BatchOutputWriter(this, batch, "Fetching images", Stop);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var task in TaskCmdlet.Named(Id).Concat(Task)) Try(() => Accept(task), task);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Outputs.Release(Refuse) is { } kept) _pump!.Send(kept);
        _pump!.Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _pump?.Dispose();
        base.Dispose(disposing);
    }

    private void Accept(ReveTask task)
    {
        var job = Outputs.Place(new ReceiveJob(task) { Index = _index++, SkipDownload = SkipDownload }, OutFile);
        job.Output?.Check();
        if (Outputs.MayGo(job)) _pump!.Send(job);
    }
}
