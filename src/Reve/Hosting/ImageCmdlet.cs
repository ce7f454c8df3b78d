using System.Collections.Generic;
using System.Collections;
using System.Management.Automation;
using System;
using Reve.Parameters;
using Reve.Providers;

namespace Reve.Hosting;

/// <summary>What the three cmdlets that have images made share: what can be said about how they are made.</summary>
public abstract class ImageCmdlet : OutputCmdlet
{
    private ReveConnection? _connection;
    private ReveJournal? _journal;
    private WhatIfSummary? _dryRun;
    private BatchOutputWriter? _pump;
    private string? _saidModel;
    private string? _saidAspectRatio;
    private string? _saidOutFile;
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

    /// <summary>The model; by default the provider's Reve model for the operation.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Model { get; set; }

    /// <summary>The version of the Reve model.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(VersionCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Version { get; set; }

    /// <summary>More time for better quality, at a higher price.</summary>
    [Parameter]
    public int TestTimeScaling { get; set; }

    /// <summary>How many times larger the image is made in the end.</summary>
    [Parameter]
    public int Upscale { get; set; }

    /// <summary>Whether the background becomes transparent.</summary>
    [Parameter]
    public SwitchParameter RemoveBackground { get; set; }

    /// <summary>Extra fields for the wire, for models beyond Reve.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? AdditionalBody { get; set; }

    /// <summary>Whether the task is handed out at once, to be picked up later.</summary>
    [Parameter]
    public SwitchParameter NoWait { get; set; }

    /// <summary>An address that is told when the task is over.</summary>
    [Parameter]
    [ValidateNotNull]
    public Uri? WebhookUri { get; set; }

    /// <summary>Whether a call that may have been charged and brought no answer is sent again.</summary>
    [Parameter]
    public SwitchParameter RetryUnknownOutcome { get; set; }

    /// <summary>Whether the run goes on where an earlier one on the same folder was cut off.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>The most that the whole run may cost, in the provider's unit.</summary>
    [Parameter]
    [ValidateRange(0.0, 1e15)]
    public decimal CostLimit { get; set; }

    private protected abstract ReveOperation Operation { get; }

    private protected override CallPolicy Policy => base.Policy with
    {
        RetryUnknownOutcome = RetryUnknownOutcome,
        CostLimit = IsSaid(nameof(CostLimit)) ? CostLimit : null,
    };

    /// <summary>
    /// Whether the record's own columns say how it is made. A result of an earlier call has such properties too, and
    /// there they tell how that one was made.
    /// </summary>
    private protected virtual bool RecordHasOptions => true;

    private bool IsDryRun =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out var said)
            ? LanguagePrimitives.IsTrue(said)
            : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Resume && Outputs.Folder is null) Demand<object>(() => throw Refused.ResumedWithoutFolder());
        if (NoWait && (OutFile ?? OutDirectory) is not null) Demand<object>(() => throw Refused.SavedWithoutWaiting());
        (_saidModel, _saidAspectRatio, _saidOutFile) = (Model, AspectRatio, OutFile);
        _connection = Connect(Provider);
        Demand(() => ProviderRegistry.RequireOperation(_connection.Provider, Operation));
        if (IsDryRun)
        {
            _dryRun = new WhatIfSummary(this, _connection.Provider, Policy);
            if (Resume) _journal = Demand(() => ReveJournal.Look(Outputs.Folder!));
            return;
        }

        var client = Open(_connection);
        // A folder that cannot be had is known before any command of the pipeline spends anything.
        if (Outputs.Folder is { } folder) _journal = Demand(() => ReveJournal.Open(folder, Resume));
        var batch = NoWait
            ? new Batch(
                Runners.ForSubmission(client.SubmitAsync), ThrottleLimit, ordered: !Unordered, client.AbandonTaskAsync)
            : new Batch(Runners.ForImages(client.GenerateAsync), ThrottleLimit, ordered: !Unordered);
        _pump = new BatchOutputWriter(this, batch, "Making images", Stop);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (Outputs.Release(Refuse) is ImageJob kept) Send(kept);
        _pump?.Finish();
        _dryRun?.Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _pump?.Dispose();
            _journal?.Dispose();
        }

        base.Dispose(disposing);
    }

    /// <summary>One item of the pipeline: checked now, sent when a slot is free.</summary>
    /// <param name="prompt">Its words.</param>
    /// <param name="inputs">Its images.</param>
    /// <param name="origin">What it comes from, if not the prompt; its errors have it as their target.</param>
    private protected void Enqueue(string? prompt, IReadOnlyList<ImageInput> inputs, object? origin = null)
    {
        var request = new ImageRequest
        {
            Operation = Operation,
            Prompt = prompt ?? "",
            Inputs = inputs,
            AspectRatio = Text.OrNull(RecordHasOptions ? AspectRatio : _saidAspectRatio),
            Model = Text.OrNull(RecordHasOptions ? Model : _saidModel) ?? _connection!.ModelFor(Operation),
            Options = Options(),
            AdditionalBody = PlainValues.Read(AdditionalBody),
            Index = _index++,
        };
        Try(() => Accept(request, origin), target: origin ?? prompt, JobText.Label(request.Index, request.Prompt, MyInvocation));
        _pump?.Drain();
    }

    private void Accept(ImageRequest request, object? origin)
    {
        var job = ImageJob.Create(request, _connection!, Policy, notice => WriteWarning(notice.Message)) with
        {
            SkipDownload = SkipDownload,
            Origin = origin,
        };
        if (!NoWait) job = Outputs.Place(job, RecordHasOptions ? OutFile : _saidOutFile);
        job.Output?.Check();
        if (Outputs.MayGo(job)) Send(job);
    }

    private void Send(ImageJob job)
    {
        var provider = _connection!.Provider;
        // Only what goes into the run's folder has an entry in the journal there.
        var entered = _journal is not null && job.Output is { FullName: null } ? job.EnterInto(_journal) : job;
        _dryRun?.Add(entered);
        var action = JobText.Action(entered, provider, RetryUnknownOutcome);
        if (ShouldProcess(JobText.Target(entered, provider), action)) _pump?.Send(entered);
    }

    /// <summary>Only what was said is sent, so that the provider's own defaults hold.</summary>
    private Dictionary<ReveOption, object> Options()
    {
        var options = new Dictionary<ReveOption, object>();
        if (Version is not null) options[ReveOption.Version] = Version;
        if (IsSaid(nameof(TestTimeScaling))) options[ReveOption.TestTimeScaling] = TestTimeScaling;
        if (IsSaid(nameof(Upscale))) options[ReveOption.Upscale] = Upscale;
        if (RemoveBackground) options[ReveOption.RemoveBackground] = true;
        if (WebhookUri is not null) options[ReveOption.WebhookUri] = WebhookUri.OriginalString;
        if (NoWait) options[ReveOption.NoWait] = true;
        return options;
    }
}
