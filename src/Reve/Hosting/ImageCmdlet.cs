using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>The base class of cmdlets that generate images: the options of an image and its output.</summary>
public abstract class ImageCmdlet : ProviderCmdlet
{
    private ImageRun? _run;
    private RecordBinder? _binder;
    private IReadOnlyList<ReveConnection> _connections = [];
    private int _index;

    private protected ImageCmdlet()
    {
    }

    /// <summary>The ratio of width to height.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AspectRatioCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? AspectRatio { get; set; }

    /// <summary>The model; by default the Reve model of the provider for the operation.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Model { get; set; }

    /// <summary>The version of the Reve model.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(VersionCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Version { get; set; }

    /// <summary>More computing time for better quality, at a higher price.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalValueTransformation]
    public int? TestTimeScaling { get; set; }

    /// <summary>The factor by which the image is enlarged.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalValueTransformation]
    public int? Upscale { get; set; }

    /// <summary>Makes the background transparent.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SwitchTransformation]
    public SwitchParameter RemoveBackground { get; set; }

    /// <summary>The number of images for each prompt.</summary>
    /// <remarks>It is not bound from the pipeline: hashtables and lists have a property of this name.</remarks>
    [Parameter]
    [ValidateRange(1, 1_000)]
    public int Count { get; set; } = 1;

    /// <summary>The file format of the image.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(FormatCompleter))]
    [FormatTransformation]
    [AllowEmptyString]
    [AllowNull]
    public string? Format { get; set; }

    /// <summary>Additional fields of the request body, for models other than Reve.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [HashtableTransformation]
    [AllowNull]
    public Hashtable? AdditionalBody { get; set; }

    /// <summary>An address that receives the task when it has ended.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalValueTransformation]
    [AllowNull]
    public Uri? WebhookUri { get; set; }

    /// <summary>Returns the task without waiting for its images.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>Sends a call again whose outcome is unknown and that may have been charged.</summary>
    [Parameter]
    public SwitchParameter RetryUnknownOutcome { get; set; }

    /// <summary>Continues an earlier run in the same output folder.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>The maximum cost of the command: an amount of USD, or of the unit of the provider.</summary>
    [Parameter]
    [CostLimitTransformation]
    [ValidateNotNull]
    public CostLimit? CostLimit { get; set; }

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

    private protected abstract ReveOperation Operation { get; }

    /// <summary>The pipeline record that sets options; null when only the command line does.</summary>
    private protected abstract object? OptionRecord { get; }

    /// <summary>The full name of the folder of -OutDirectory; null when not specified.</summary>
    private protected string? OutputFolder => _run?.OutputFolder;

    private bool IsWhatIf => LanguagePrimitives.IsTrue(
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out var specified)
            ? specified
            : SessionState.PSVariable.GetValue("WhatIfPreference"));

    private ImageOptions BoundOptions => new()
    {
        AspectRatio = Text.NullIfBlank(AspectRatio),
        Model = Text.NullIfBlank(Model),
        Version = Text.NullIfBlank(Version),
        TestTimeScaling = TestTimeScaling,
        Upscale = Upscale,
        RemoveBackground = RemoveBackground,
        Format = Text.NullIfBlank(Format),
        WebhookUri = WebhookUri,
        AdditionalBody = AdditionalBody,
        OutFile = Text.NullIfBlank(OutFile),
    };

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        _connections = Connect();
        _binder = new RecordBinder(
            MyInvocation.MyCommand, BoundOptions, [.. _connections.Select(connection => connection.Provider)], Warn)
        {
            Operation = Operation,
        };
        _run = Demand(() => new ImageRun(this, Settings(), Stop));
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => _run!.Finish();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _run?.Dispose();
        base.Dispose(disposing);
    }

    private protected override CallPolicy PolicyFor(ReveConnection connection) => base.PolicyFor(connection) with
    {
        RetryUnknownOutcome = RetryUnknownOutcome,
        CostLimit = CostLimit,
    };

    /// <summary>
    /// Validates the requests for one prompt and sends them when slots are free. An error concerns these requests only.
    /// </summary>
    /// <param name="prompt">The prompt.</param>
    /// <param name="inputs">The input images.</param>
    /// <param name="target">The target of errors; null for the prompt.</param>
    /// <param name="subfolder">The folder below -OutDirectory; empty for the folder itself.</param>
    private protected void Enqueue(
        string? prompt, IReadOnlyList<ImageInput> inputs, object? target = null, string subfolder = "")
    {
        var index = _index;
        Try(() => Send(prompt ?? "", inputs, target, subfolder), target ?? prompt,
            JobText.Label(index, prompt ?? "", MyInvocation));
        if (_index == index) _index++;
        _run!.Drain();
    }

    private void Send(string prompt, IReadOnlyList<ImageInput> inputs, object? target, string subfolder)
    {
        var options = _binder!.Bind(OptionRecord, BoundOptions, IsBound);
        var request = new ImageRequest
        {
            Operation = Operation,
            Prompt = prompt,
            Inputs = inputs,
            AspectRatio = options.AspectRatio,
            Model = options.Model,
            Options = options.ToRequestOptions(NoWait),
            AdditionalBody = PlainValues.Read(options.AdditionalBody),
        };
        try
        {
            foreach (var call in CallPlan.Of(request, Count, options.OutFile ?? NameTemplate, _connections))
            {
                _run!.Send(call with { Index = _index }, options.OutFile, target, subfolder);
                _index++;
            }
        }
        catch (ReveException exception) when (_binder.IsOfCommandLine(exception, options) && !_run!.HasSent)
        {
            // Every other item would end with the same error.
            Throw(exception);
        }
    }

    private void Warn(string message) => Streams.WriteWarning(DisplayText.Of(message));

    private ImageRunSettings Settings() => new(_connections, PolicyFor(_connections[0]), Output())
    {
        Operation = Operation,
        Count = Count,
        ThrottleLimit = ThrottleLimit,
        IsOrdered = !Unordered,
        NoWait = NoWait,
        Resume = Resume,
        IsWhatIf = IsWhatIf,
    };

    private OutputSettings Output() => new()
    {
        OutFile = IsBound(nameof(OutFile)) ? OutFile ?? "" : null,
        OutDirectory = OutDirectory,
        NameTemplate = NameTemplate,
        DefaultTemplate = OutputTarget.DefaultTemplateFor(Operation),
        Force = Force,
        Sidecar = Sidecar,
        EmbedMetadata = IsBound(nameof(EmbedMetadata)) ? EmbedMetadata : null,
        DefaultEmbedMetadata = _connections[0].EmbedMetadata,
        SkipDownload = SkipDownload,
    };
}
