using System.Management.Automation;
using Reve.Binding;
using Reve.Pipeline;

namespace Reve.Commands;

/// <summary>Saves pictures that are made already: what is here as bytes, and what is still at its address.</summary>
[Cmdlet(VerbsData.Save, "ReveImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ReveImage))]
public sealed class SaveReveImageCommand : NetworkCmdlet
{
    private Pump? _pump;
    private OutputPlan? _outputs;
    private int _index;

    /// <summary>Results, rows with a Url or Bytes, addresses, data URIs and byte arrays.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The one file that the picture is saved to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? OutFile { get; set; }

    /// <summary>The folder that the pictures are saved to; by default the current one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutDirectory { get; set; }

    /// <summary>How the pictures in the folder are named.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NameTemplateCompleter))]
    [ValidateNotNullOrEmpty]
    public string? NameTemplate { get; set; }

    /// <summary>Whether existing files are replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether the saved pictures are handed on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var saidFile = MyInvocation.BoundParameters.ContainsKey(nameof(OutFile)) ? OutFile ?? "" : null;
        var folder = OutDirectory ?? (saidFile is null ? "." : null);
        _outputs = Demand(() => new OutputPlan(this, saidFile, folder, NameTemplate, Force));
        _pump = new Pump(this, new Batch(Work(), ThrottleLimit, ordered: true), "Saving pictures", Stop);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is byte or PSObject { BaseObject: byte })
        {
            Demand<object>(() => throw Refused.InputNotUnderstood(InputObject!, "Keep bytes together: ,$bytes | ..."));
        }

        foreach (var item in FinishedPictures.Items(InputObject)) Try(() => Accept(item), item);
        _pump!.Drain();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_outputs!.Release((fault, job) => WriteError(ErrorRecords.From(fault, job.Image))) is { } kept) Send(kept);
        _pump!.Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _pump?.Dispose();
        base.Dispose(disposing);
    }

    private JobRunner Work()
    {
        var fetcher = new PictureFetcher(Policy);
        if (PassThru) return fetcher.SaveAsync;
        return async (job, notify, cancellation) =>
        {
            await fetcher.SaveAsync(job, notify, cancellation).ConfigureAwait(false);
            return [];
        };
    }

    private void Accept(object? item)
    {
        var job = ReveJob.ToSave(FinishedPictures.From(item, () => _index++), _outputs!.For(OutFile));
        job.Output!.Check();
        if (_outputs.MayGo(job)) Send(job);
    }

    private void Send(ReveJob job)
    {
        var name = job.Image!.FullName ?? job.Image.Url ?? Text.OrNull(job.Image.Prompt) ?? "bytes";
        var place = job.Output!.FullName ?? job.Output.Folder;
        if (ShouldProcess($"{name} -> {place}", "Save")) _pump!.Send(job);
    }
}
