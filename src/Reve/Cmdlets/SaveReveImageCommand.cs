using System;
using System.Collections.Generic;
using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;
using Reve.Providers;
using ProviderCmdlet = Reve.Hosting.ProviderCmdlet;

namespace Reve.Cmdlets;

/// <summary>Saves images that exist already, from their bytes or their addresses.</summary>
[Cmdlet(VerbsData.Save, "ReveImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low,
    HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveImage))]
public sealed class SaveReveImageCommand : ReveCmdlet
{
    private const int MaximumTargetLength = 4000;

    private BatchOutputWriter<SaveJob, ReveImage>? _output;
    private OutputPlan? _outputs;
    private bool _isInputSpecified;
    private int _index;

    /// <summary>Results, objects with a Url or Bytes, addresses, data URIs and byte arrays.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true,
        HelpMessage = "An image: a result, an object with a Url or Bytes, or an address")]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>The file that the image is saved to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? OutFile { get; set; }

    /// <summary>The folder that images are saved to; by default the current folder.</summary>
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

    /// <summary>Returns the saved images.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>The connection whose network settings downloads use, in place of that of the session.</summary>
    [Parameter]
    [ValidateNotNull]
    public ReveConnection? Connection { get; set; }

    /// <summary>The time limit of one attempt in seconds; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>The maximum number of retries of a download.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>The seconds before the first retry. Each further wait is about twice as long.</summary>
    [Parameter]
    [ValidateRange(1, 3_600)]
    public int RetryIntervalSec { get; set; } = 2;

    /// <summary>The number of images that are downloaded at a time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 5;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _isInputSpecified = IsBound(nameof(InputObject));
        var connection = Connection ?? Session.Connection;
        _outputs = Demand(() => new OutputPlan(this, Output(connection)));
        var policy = ProviderCmdlet.CreatePolicy(TimeoutSec, MaximumRetryCount, RetryIntervalSec, connection);
        var saver = new ImageSaver(policy, connection?.Network)
        {
            Key = connection?.Key,
            TrustedAddresses = TrustedAddresses(connection),
        };
        var batch = new Batch<SaveJob, ReveImage>(saver.SaveAsync, ThrottleLimit, ordered: true);
        _output = new BatchOutputWriter<SaveJob, ReveImage>(
            this, batch, image => PassThru ? JobOutput.Of(image) : JobOutput.None, "Saving images", Stop);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!_isInputSpecified && PipelineRecord.IsBlankLine(InputObject)) return;
        if (PipelineValue.Unwrap(InputObject) is byte) Throw(InputErrors.SeparateBytes(InputObject!));
        foreach (var item in ExistingImages.Items(InputObject)) Try(() => Accept(item), item);
        _output!.Drain();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_outputs!.Release(Streams) is SaveJob held) Send(held);
        _output!.Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _output?.Dispose();
        base.Dispose(disposing);
    }

    private OutputSettings Output(ReveConnection? connection) => new()
    {
        OutFile = IsBound(nameof(OutFile)) ? OutFile ?? "" : null,
        OutDirectory = OutDirectory,
        DefaultFolder = ".",
        NameTemplate = NameTemplate,
        Force = Force,
        Sidecar = Sidecar,
        EmbedMetadata = IsBound(nameof(EmbedMetadata)) ? EmbedMetadata : null,
        DefaultEmbedMetadata = connection?.EmbedMetadata == true,
    };

    private void Accept(object? item)
    {
        var image = ExistingImages.Read(item, () => _index++);
        var isUrlSpecified = PipelineValue.Unwrap(item) is string or Uri;
        var job = _outputs!.Place(new SaveJob(image) { IsUrlSpecified = isUrlSpecified }, OutFile);
        job = job with { Output = job.Output!.Reserve(image) };
        job.Output.Check(Sidecar);
        if (_outputs.Reserve(job)) Send(job);
    }

    private static List<Uri> TrustedAddresses(ReveConnection? connection) =>
    [
        .. Session.TrustedAddresses,
        .. new ConnectionResolver(ProviderRegistry.All) { Session = connection }.SpecifiedAddresses(),
    ];

    private void Send(SaveJob job)
    {
        var name = job.Image.FullName ?? job.Image.Url ?? Text.NullIfBlank(job.Image.Prompt) ?? "bytes";
        var place = job.Output!.FullName ?? job.Output.Folder;
        var target = DisplayText.Of($"{name} -> {place}", MaximumTargetLength);
        if (Streams.ShouldProcess(target, "Save")) _output!.Send(job);
    }
}
