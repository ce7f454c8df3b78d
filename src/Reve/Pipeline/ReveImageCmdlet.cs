using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;
using System.Security;
using Reve.Binding;

namespace Reve.Pipeline;

/// <summary>What the three cmdlets that make pictures share: whom to ask, how long, where the pictures go.</summary>
public abstract class ReveImageCmdlet : ReveCmdlet
{
    private ReveConnection? _connection;
    private Batch? _batch;
    private OutputPlan? _outputs;
    private string? _saidModel;
    private string? _saidAspectRatio;
    private int _index;

    private protected ReveImageCmdlet()
    {
    }

    /// <summary>The ratio of width to height.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(AspectRatioCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? AspectRatio { get; set; }

    /// <summary>The provider that makes the pictures.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Provider { get; set; }

    /// <summary>The model; by default the provider's Reve model for the operation.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ModelCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? Model { get; set; }

    /// <summary>The key, as a string or a SecureString.</summary>
    [Parameter]
    [ApiKeyTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>What stands in for the provider's address; the documented path is appended.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BaseUri { get; set; }

    /// <summary>Headers that go along with every request to the provider.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Headers { get; set; }

    /// <summary>Extra fields for the wire, for models beyond Reve.</summary>
    [Parameter]
    [ValidateNotNull]
    public Hashtable? AdditionalBody { get; set; }

    /// <summary>The one file that the picture is saved to.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [AllowNull]
    public string? OutFile { get; set; }

    /// <summary>The folder that the pictures are saved to.</summary>
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

    /// <summary>Whether a hosted picture stays at its address.</summary>
    [Parameter]
    public SwitchParameter SkipDownload { get; set; }

    /// <summary>How many calls run at a time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 5;

    /// <summary>Whether each result comes as soon as it is there, in whatever order.</summary>
    [Parameter]
    public SwitchParameter Unordered { get; set; }

    /// <summary>How many seconds one attempt may take.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>How often a call that was not charged is tried again.</summary>
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

    /// <summary>Whether a call that may have been charged and brought no answer is sent again.</summary>
    [Parameter]
    public SwitchParameter RetryUnknownOutcome { get; set; }

    private protected abstract ReveOperation Operation { get; }

    /// <summary>
    /// Whether the record's own columns say how it is made. A result of an earlier call has such properties too, and
    /// there they tell how that one was made.
    /// </summary>
    private protected virtual bool RecordHasOptions => true;

    /// <summary>
    /// Whether an output file named on the command line is to hold the only picture of the whole pipeline.
    /// </summary>
    private bool OneFileForAll { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        (_saidModel, _saidAspectRatio) = (Model, AspectRatio);
        OneFileForAll = !string.IsNullOrEmpty(OutFile);
        _outputs = Demand(() => new OutputPlan(this, OutDirectory, NameTemplate, Force));
        _connection = Demand(() => new ConnectionResolver().Resolve(
            Provider, ApiKey is null ? null : Reve.ApiKey.From(ApiKey), BaseUri, HeaderTable.Read(Headers)));
        if (IsDryRun) return;

        var client = Demand(() => new ReveClient(_connection, Policy));
        _batch = new Batch(client.RunAsync, ThrottleLimit, ordered: !Unordered);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_outputs!.Held is { } held) Try(() => SendHeld(held), held.Request.Prompt);
        while (_batch?.Take(Stop) is { } happened) HandOn(happened);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _batch?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>One item of the pipeline: checked now, sent when a slot is free.</summary>
    private protected void Enqueue(string? prompt, IReadOnlyList<ImageInput> inputs)
    {
        var request = new ImageRequest
        {
            Operation = Operation,
            Prompt = prompt ?? "",
            Inputs = inputs,
            AspectRatio = Text.OrNull(RecordHasOptions ? AspectRatio : _saidAspectRatio),
            Model = Text.OrNull(RecordHasOptions ? Model : _saidModel),
            AdditionalBody = PlainValues.Read(AdditionalBody),
            Index = _index++,
        };
        Try(() => Accept(request), target: prompt);
        while (_batch is not null && _batch.TryTake(out var happened)) HandOn(happened!);
    }

    private void Accept(ImageRequest request)
    {
        var job = new ReveJob(request) { SkipDownload = SkipDownload, Output = _outputs!.For(OutFile) };
        ReveClient.Check(job, _connection!.Provider, Tell);
        if (OneFileForAll)
        {
            _outputs.Hold(job);
            return;
        }

        _outputs.Claim(job);
        Submit(job);
    }

    private void SendHeld(ReveJob job)
    {
        if (_outputs!.IsShared) throw Refused.OutputShared(job.Output!.FullName!);
        Submit(job);
    }

    private void Submit(ReveJob job)
    {
        if (!ShouldProcess(Words.Target(job), Words.Action(job, _connection!.Provider)) || _batch is null) return;
        while (_batch.IsFull) HandOn(_batch.Take(Stop)!);
        _batch.Submit(job);
    }

    private void HandOn(BatchEvent happened)
    {
        if (happened.Notice is { } notice) Tell(notice);
        if (happened.Failure is { } failure) WriteError(ErrorRecords.From(failure, happened.Job.Request.Prompt));
        foreach (var result in happened.Results)
        {
            if (result.Image is { } image) WriteObject(image);
            if (result.Error is { } error) WriteError(ErrorRecords.From(error, happened.Job.Request.Prompt));
        }
    }

    private bool IsDryRun =>
        MyInvocation.BoundParameters.TryGetValue("WhatIf", out var said)
            ? LanguagePrimitives.IsTrue(said)
            : LanguagePrimitives.IsTrue(SessionState.PSVariable.GetValue("WhatIfPreference"));

    private CallPolicy Policy => new()
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
        MaximumRetryDelay = TimeSpan.FromSeconds(MaximumRetryDelaySec),
        RetryUnknownOutcome = RetryUnknownOutcome,
    };
}
