using System;
using System.Management.Automation;
using System.Threading;
using Reve.Parameters;

namespace Reve.Hosting;

/// <summary>Runs jobs in a batch and writes their output on the pipeline thread.</summary>
/// <param name="cmdlet">The cmdlet that writes.</param>
/// <param name="batch">The batch, which the writer disposes.</param>
/// <param name="toOutput">Returns the output of a result.</param>
/// <param name="activity">The title of the progress bar.</param>
/// <param name="stop">Stops the batch.</param>
internal sealed class BatchOutputWriter<TJob, TResult>(
    PSCmdlet cmdlet, Batch<TJob, TResult> batch, Func<TResult, JobOutput> toOutput, string activity,
    CancellationToken stop) : IJobWriter<TJob>
    where TJob : ReveJob
{
    private static readonly TimeSpan s_progressInterval = TimeSpan.FromMilliseconds(500);

    private readonly ProgressBar _progress = new(cmdlet, activity);
    private readonly SkippedJobs _skipped = new();

    // The batch stops at once, even while another command of the pipeline blocks the pipeline thread.
    private readonly CancellationTokenRegistration _stopped = stop.Register(batch.Stop);

    public void Send(TJob job)
    {
        while (batch.IsFull) Write(Next()!);
        batch.Submit(job);
        _progress.AddJob();
        Drain();
    }

    public void Drain()
    {
        while (batch.TryTake(out var next)) Write(next!);
    }

    public void Finish()
    {
        _progress.SetTotal();
        while (Next() is { } next) Write(next);
        _progress.Complete();
        foreach (var record in _skipped.ErrorRecords()) cmdlet.WriteError(record);
    }

    public void Dispose()
    {
        _stopped.Dispose();
        batch.Dispose();
        _progress.Dispose();
    }

    /// <summary>Waits for the next event and updates the progress bar meanwhile.</summary>
    private BatchEvent<TJob, TResult>? Next()
    {
        while (!batch.Wait(s_progressInterval, stop)) _progress.Show();
        return batch.Take(stop);
    }

    private void Write(BatchEvent<TJob, TResult> next)
    {
        if (next.Notice is { } notice)
        {
            WriteNotice(notice, next.Job);
            return;
        }

        var output = next.HasResult ? toOutput(next.Result!)
            : next.Error is ReveException error ? JobOutput.Of(error)
            : JobOutput.None;
        _progress.EndJob(next.Job, output, isFailed: next.Error is not null || output.Errors.Count > 0);

        // An error can end the pipeline, so all objects are written before the first error.
        foreach (var item in output.Objects)
        {
            if (item is ReveTask task) Session.Remember(task);
            cmdlet.WriteObject(item);
        }

        var target = JobText.TargetOf(next.Job);
        if (next.Error is { } unexpected and not ReveException)
        {
            cmdlet.WriteError(ErrorRecords.From(unexpected, target));
        }

        foreach (var failure in output.Errors)
        {
            if (_skipped.Add(failure, target)) continue;
            var label = JobText.Label(next.Job.Index, next.Job.Title, cmdlet.MyInvocation);
            cmdlet.WriteError(ErrorRecords.From(failure, target, label));
        }
    }

    private void WriteNotice(ReveNotice notice, TJob job)
    {
        var text = $"[{job.Index}] {notice.Message}";
        switch (notice.Level)
        {
            case ReveNoticeLevel.Warning: cmdlet.WriteWarning(notice.Message); break;
            case ReveNoticeLevel.Verbose: cmdlet.WriteVerbose(text); break;
            case ReveNoticeLevel.Progress: _progress.ShowTask(job, notice.Message); break;
            default: cmdlet.WriteDebug(text); break;
        }
    }
}
