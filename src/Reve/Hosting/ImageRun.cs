using System;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>Validates, places, confirms and sends the requests of one command.</summary>
internal sealed class ImageRun : IDisposable
{
    private readonly ReveCmdlet _cmdlet;
    private readonly ImageRunSettings _settings;
    private readonly InputCache _inputs = new();
    private readonly OutputPlan _outputs;
    private readonly ReveJournal? _journal;
    private readonly RepeatedImages? _repeated;
    private readonly WhatIfSummary? _whatIf;
    private readonly IJobWriter<ImageJob>? _writer;
    private bool _savesImages;

    /// <exception cref="ReveException">A parameter is not valid, or the output folder cannot be used.</exception>
    public ImageRun(ReveCmdlet cmdlet, ImageRunSettings settings, CancellationToken stop)
    {
        settings.Check();
        _cmdlet = cmdlet;
        _settings = settings;
        _outputs = new OutputPlan(cmdlet, settings.Output);
        if (_outputs.Folder is { } output && !settings.Resume) _repeated = new RepeatedImages(cmdlet.Streams, output);
        if (settings.IsWhatIf)
        {
            _whatIf = new WhatIfSummary(cmdlet, settings.Policy);
            if (_outputs.Folder is { } existing) _journal = ReveJournal.Look(existing, settings.Resume);
            return;
        }

        var client = new ReveClient(settings.Connections, settings.Policy);
        if (_outputs.Folder is { } folder) _journal = ReveJournal.Open(folder, settings.Resume);
        cmdlet.Streams.StopSending = client.StopSending;
        foreach (var notice in _journal?.Notices ?? []) Warn(notice);
        _writer = settings.NoWait ? SubmissionWriter(client, stop) : GenerationWriter(client, stop);
    }

    /// <summary>The folder of -OutDirectory; null when not specified.</summary>
    public string? OutputFolder => _outputs.Folder;

    /// <summary>Whether a request was sent.</summary>
    public bool HasSent { get; private set; }

    /// <summary>Validates a request and sends it, unless it must wait for the end of the pipeline.</summary>
    /// <param name="request">The request.</param>
    /// <param name="outFile">The output file; null for the output folder or none.</param>
    /// <param name="target">The target of errors; null for the prompt.</param>
    /// <param name="subfolder">The subfolder of the output folder; empty for the folder itself.</param>
    /// <exception cref="ReveException">The request cannot be sent.</exception>
    public void Send(ImageRequest request, string? outFile, object? target, string subfolder)
    {
        if (_settings.Count > 1 && Text.NullIfBlank(outFile) is { } file)
        {
            throw OutputErrors.SeveralImages(file, _settings.Count);
        }

        if (_settings.NoWait && Text.NullIfBlank(outFile) is not null) throw OutputErrors.SaveWithoutWaiting();
        var job = ImageJob.Create(request, _settings.Connections, _settings.Policy, Warn, _inputs) with
        {
            SkipDownload = _settings.Output.SkipDownload,
            Origin = target,
        };
        if (!_settings.NoWait) job = _outputs.Place(job, outFile, subfolder);
        if (_outputs.Reserve(job)) Confirm(job);
    }

    /// <summary>Writes what is ready, without waiting.</summary>
    public void Drain() => _writer?.Drain();

    /// <summary>Sends the held request, waits for all requests, and writes their output.</summary>
    public void Finish()
    {
        if (_outputs.Release(_cmdlet.Streams) is ImageJob held) Confirm(held);
        _writer?.Finish();
        _repeated?.Finish(_settings.IsWhatIf);
        _whatIf?.Finish();
    }

    public void Dispose()
    {
        if (_savesImages) _writer?.FinishWithoutOutput();
        _writer?.Dispose();
        _journal?.Dispose();
    }

    private BatchOutputWriter<ImageJob, IReadOnlyList<ReveResult>> GenerationWriter(
        ReveClient client, CancellationToken stop) => new(
        _cmdlet,
        new Batch<ImageJob, IReadOnlyList<ReveResult>>(
            client.GenerateAsync, _settings.ThrottleLimit, _settings.IsOrdered),
        JobOutput.Of, "Generating images", stop);

    private BatchOutputWriter<ImageJob, ReveTask> SubmissionWriter(ReveClient client, CancellationToken stop) => new(
        _cmdlet,
        new Batch<ImageJob, ReveTask>(
            client.SubmitAsync, _settings.ThrottleLimit, _settings.IsOrdered, client.AbandonTaskAsync),
        JobOutput.Of, "Submitting tasks", stop);

    private void Confirm(ImageJob job)
    {
        var entered = Enter(job);
        if (entered.Output is { IsBelowFolder: true } output) output.Check(entered.Sidecar);
        _whatIf?.Add(entered);
        if (entered.SentPrompt != entered.Request.Prompt)
        {
            _cmdlet.Streams.WriteVerbose($"[{entered.Index}] the prompt is sent as: {entered.SentPrompt}");
        }

        var action = JobText.ConfirmAction(entered, _settings.Policy.RetryUnknownOutcome);
        if (entered.WasMadeBefore) _repeated?.Announce(entered);
        var isConfirmed = _cmdlet.Streams.ShouldProcess(JobText.ConfirmTarget(entered), action);
        if (entered.WasMadeBefore && (isConfirmed || _settings.IsWhatIf)) _repeated?.Add(entered);
        if (!isConfirmed) return;
        HasSent = true;
        _savesImages |= entered.Output is not null;
        _writer?.Send(entered);
    }

    /// <summary>Enters the job into the journal, which records the images below the output folder only.</summary>
    private ImageJob Enter(ImageJob job)
    {
        if (job.Output is not { IsBelowFolder: true } output) return job;
        return _journal is not null
            ? job.EnterInto(_journal)
            : job with { Output = output.Reserve(job.Request, job.Providers[0]) };
    }

    private void Warn(ReveNotice notice) => _cmdlet.Streams.WriteWarning(DisplayText.Of(notice.Message));
}
