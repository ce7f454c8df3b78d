using System.Collections.Generic;
using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;

namespace Reve.Cmdlets;

/// <summary>Downloads and saves the images of completed tasks.</summary>
[Cmdlet(VerbsCommunications.Receive, "ReveTask", DefaultParameterSetName = "Task", HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveImage))]
public sealed class ReceiveReveTaskCommand : TaskCmdlet
{
    private BatchOutputWriter<ReceiveJob, IReadOnlyList<ReveResult>>? _output;
    private OutputPlan? _outputs;
    private int _index;

    /// <summary>The file that the image is saved to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? OutFile { get; set; }

    /// <summary>The folder that images are saved to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutDirectory { get; set; }

    /// <summary>The template of the names of images in the folder.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NameTemplateCompleter))]
    [ValidateNotNullOrEmpty]
    public string? NameTemplate { get; set; }

    /// <summary>Replaces existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes a JSON file with the properties of the image beside each saved image.</summary>
    [Parameter]
    public SwitchParameter Sidecar { get; set; }

    /// <summary>Writes the prompt, provider, model, ids, charge and time of each image into its file.</summary>
    [Parameter]
    public SwitchParameter EmbedMetadata { get; set; }

    /// <summary>Returns the URL of an image without downloading it.</summary>
    [Parameter]
    public SwitchParameter SkipDownload { get; set; }

    /// <summary>Returns each result as soon as it is available.</summary>
    [Parameter]
    public SwitchParameter Unordered { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        OpenForTasks();
        _outputs = Demand(() => new OutputPlan(this, new OutputSettings
        {
            OutFile = IsBound(nameof(OutFile)) ? OutFile ?? "" : null,
            OutDirectory = OutDirectory,
            NameTemplate = NameTemplate,
            Force = Force,
            Sidecar = Sidecar,
            EmbedMetadata = IsBound(nameof(EmbedMetadata)) ? EmbedMetadata : null,
            DefaultEmbedMetadata = (Connection?[0] ?? Session.Connection)?.EmbedMetadata == true,
            SkipDownload = SkipDownload,
        }));
        var batch = new Batch<ReceiveJob, IReadOnlyList<ReveResult>>(
            (job, notify, cancellation) => ClientFor(job.Task).ReceiveTaskAsync(job, notify, cancellation),
            ThrottleLimit, ordered: !Unordered);
        _output = new BatchOutputWriter<ReceiveJob, IReadOnlyList<ReveResult>>(
            this, batch, JobOutput.Of, "Downloading images", Stop);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var task in OpenTasks()) Try(() => Accept(task), task);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_outputs!.Release(Streams) is ReceiveJob held) _output!.Send(held);
        _output!.Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _output?.Dispose();
        base.Dispose(disposing);
    }

    private void Accept(ReveTask task)
    {
        var job = _outputs!.Place(new ReceiveJob(task) { Index = _index++, SkipDownload = SkipDownload }, OutFile);
        job.Output?.Check(Sidecar);
        if (_outputs.Reserve(job)) _output!.Send(job);
    }
}
