using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>Runs jobs in a batch and writes their output on the pipeline thread.</summary>
internal sealed class BatchOutputWriter<TJob, TResult> : IJobWriter<TJob>
    where TJob : ReveJob
{
    private static readonly TimeSpan s_progressInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan s_stopInterval = TimeSpan.FromMilliseconds(100);

    private readonly ReveCmdlet _cmdlet;
    private readonly Batch<TJob, TResult> _batch;
    private readonly Func<TResult, JobOutput> _toOutput;
    private readonly CancellationToken _stop;
    private readonly ProgressBar _progress;
    private readonly SkippedJobs _skipped = new();

    // By reference: the indexes of images that come from several commands are not unique.
    private readonly ConditionalWeakTable<TJob, List<ReveNotice>> _notices = new();

    // The batch stops at once, even while another command of the pipeline blocks the pipeline thread.
    private readonly CancellationTokenRegistration _stopped;

    public BatchOutputWriter(
        ReveCmdlet cmdlet, Batch<TJob, TResult> batch, Func<TResult, JobOutput> toOutput, string activity,
        CancellationToken stop)
    {
        _cmdlet = cmdlet;
        _batch = batch;
        _toOutput = toOutput;
        _stop = stop;
        _progress = new ProgressBar(cmdlet, activity);
        _stopped = stop.Register(batch.Stop);
        cmdlet.Streams.FinishCalls = FinishCalls;
    }

    private CmdletStreams Streams => _cmdlet.Streams;

    public void Send(TJob job)
    {
        while (_batch.IsFull) Write(Next()!);
        _batch.Submit(job);
        _progress.AddJob();
        Drain();
    }

    public void Drain()
    {
        while (_batch.TryTake(out var next)) Write(next!);
    }

    public void Finish()
    {
        _progress.SetTotal();
        FinishCalls();
        _progress.Complete();
        foreach (var record in _skipped.ErrorRecords()) Streams.WriteError(record);
    }

    public void FinishWithoutOutput()
    {
        if (_batch.IsIdle || IsStopped) return;
        Streams.StopSending?.Invoke();
        Streams.ShowWarning(
            "The pipeline has ended with an error. The calls under way are completed and their images are saved, but "
            + "not returned. Ctrl+C cancels them.");
        while (!IsStopped)
        {
            if (!_batch.Wait(s_stopInterval, CancellationToken.None)) continue;
            if (_batch.Take(CancellationToken.None) is null) return;
        }
    }

    public void Dispose()
    {
        _stopped.Dispose();
        _batch.Dispose();
        _progress.Dispose();
    }

    // After an error PowerShell does not call StopProcessing any more, but still sets the property Stopping.
    private bool IsStopped => _stop.IsCancellationRequested || Streams.IsStopped || _cmdlet.Stopping;

    private void FinishCalls()
    {
        while (Next() is { } next) Write(next);
    }

    /// <summary>Waits for the next event and updates the progress bar meanwhile.</summary>
    private BatchEvent<TJob, TResult>? Next()
    {
        while (!_batch.Wait(s_progressInterval, _stop)) _progress.Show();
        return _batch.Take(_stop);
    }

    private void Write(BatchEvent<TJob, TResult> next)
    {
        if (next.Notice is { } notice)
        {
            Add(notice, next.Job);
            return;
        }

        var output = next.HasResult ? _toOutput(next.Result!)
            : next.Error is ReveException error ? JobOutput.Of(error)
            : JobOutput.None;

        // A message or an error can end the pipeline, so all objects are written before the first of them.
        foreach (var item in output.Objects)
        {
            if (item is ReveTask task) Session.Remember(task);
            Streams.WriteObject(item);
        }

        _progress.EndJob(next.Job, output, isFailed: next.Error is not null || output.Errors.Count > 0);
        WriteNotices(next.Job);
        WriteErrors(next, output);
    }

    private void WriteErrors(BatchEvent<TJob, TResult> next, JobOutput output)
    {
        var target = JobText.TargetOf(next.Job);
        if (next.Error is { } unexpected and not ReveException)
        {
            Streams.WriteError(ErrorRecords.From(unexpected, target));
        }

        foreach (var failure in output.Errors)
        {
            if (_skipped.Add(failure, target)) continue;
            var label = JobText.Label(next.Job.Index, next.Job.Title, _cmdlet.MyInvocation);
            Streams.WriteError(ErrorRecords.From(failure, target, label));
        }
    }

    /// <summary>Keeps a notice until the result of its job is written. Progress is shown at once.</summary>
    private void Add(ReveNotice notice, TJob job)
    {
        if (notice.Level == ReveNoticeLevel.Progress)
        {
            _progress.ShowTask(job, notice.Message);
            return;
        }

        _notices.GetOrCreateValue(job).Add(notice);
    }

    private void WriteNotices(TJob job)
    {
        if (!_notices.TryGetValue(job, out var notices)) return;
        _notices.Remove(job);
        foreach (var notice in notices)
        {
            var text = $"[{job.Index}] {notice.Message}";
            switch (notice.Level)
            {
                case ReveNoticeLevel.Warning: Streams.WriteWarning(notice.Message); break;
                case ReveNoticeLevel.Verbose: Streams.WriteVerbose(text); break;
                default: Streams.WriteDebug(text); break;
            }
        }
    }
}
