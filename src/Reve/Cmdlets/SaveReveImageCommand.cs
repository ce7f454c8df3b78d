using System.Management.Automation;
using System;
using Reve.Hosting;
using Reve.Output;
using Reve.Parameters;

namespace Reve.Cmdlets;

/// <summary>Saves images that are made already: what is here as bytes, and what is still at its address.</summary>
[Cmdlet(VerbsData.Save, "ReveImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(ReveImage))]
public sealed class SaveReveImageCommand : NetworkCmdlet
{
    private BatchOutputWriter? _pump;
    private OutputPlan? _outputs;
    private int _index;

    /// <summary>Results, rows with a Url or Bytes, addresses, data URIs and byte arrays.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The one file that the image is saved to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? OutFile { get; set; }

    /// <summary>The folder that the images are saved to; by default the current one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutDirectory { get; set; }

    /// <summary>How the images in the folder are named.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NameTemplateCompleter))]
    [ValidateNotNullOrEmpty]
    public string? NameTemplate { get; set; }

    /// <summary>Whether existing files are replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether each saved image gets a file beside it that tells everything about it.</summary>
    [Parameter]
    public SwitchParameter Sidecar { get; set; }

    /// <summary>Whether the saved images are handed on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>How many seconds one attempt may take.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>How often an image that could not be fetched is tried again.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>The seconds before the first retry; they double from there, with jitter.</summary>
    [Parameter]
    [ValidateRange(1, 3_600)]
    public int RetryIntervalSec { get; set; } = 2;

    /// <summary>The longest wait between two attempts, whoever asks for it.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int MaximumRetryDelaySec { get; set; } = 120;

    /// <summary>How many images are fetched at a time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 5;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var saidFile = MyInvocation.BoundParameters.ContainsKey(nameof(OutFile)) ? OutFile ?? "" : null;
        var folder = OutDirectory ?? (saidFile is null ? "." : null);
        _outputs = Demand(() => new OutputPlan(this, saidFile, folder, NameTemplate, Force, Sidecar));
        _pump = new BatchOutputWriter(this, new Batch(Work(), ThrottleLimit, ordered: true), "Saving images", Stop);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (InputObject is byte or PSObject { BaseObject: byte })
        {
            Demand<object>(() => throw Refused.InputNotUnderstood(InputObject!, "Keep bytes together: ,$bytes | ..."));
        }

        foreach (var item in FinishedImages.Items(InputObject)) Try(() => Accept(item), item);
        _pump!.Drain();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_outputs!.Release((fault, job) => WriteError(ErrorRecords.From(fault, ((SaveJob)job).Image))) is SaveJob kept) Send(kept);
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
        var policy = new CallPolicy
        {
            Timeout = TimeSpan.FromSeconds(TimeoutSec),
            MaximumRetryCount = MaximumRetryCount,
            RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
            MaximumRetryDelay = TimeSpan.FromSeconds(MaximumRetryDelaySec),
        };
        var network = Demand(() => Settle(Session.Connection?.Network ?? NetworkSettings.Default));
        var fetcher = new ImageSaver(policy, network);
        return async (job, notify, cancellation) =>
        {
            var saved = await fetcher.SaveAsync((SaveJob)job, notify, cancellation).ConfigureAwait(false);
            return PassThru ? [new ReveResult(saved)] : [];
        };
    }

    private void Accept(object? item)
    {
        var job = _outputs!.Place(new SaveJob(FinishedImages.From(item, () => _index++)), OutFile);
        job.Output!.Check();
        if (_outputs.MayGo(job)) Send(job);
    }

    private void Send(SaveJob job)
    {
        var name = job.Image.FullName ?? job.Image.Url ?? Text.OrNull(job.Image.Prompt) ?? "bytes";
        var place = job.Output!.FullName ?? job.Output.Folder;
        if (ShouldProcess($"{name} -> {place}", "Save")) _pump!.Send(job);
    }
}
