using System;
using System.Management.Automation;
using System.Threading;

namespace Reve.Hosting;

/// <summary>Runs jobs in a batch and hands on, on the pipeline thread, what becomes of them.</summary>
internal sealed class BatchOutputWriter(PSCmdlet cmdlet, Batch batch, string activity, CancellationToken stop) : IDisposable
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(500);

    private readonly ProgressBar _progress = new(cmdlet, activity);
    private readonly SkippedJobs _unsent = new();

    // Whatever holds the pipeline up, what is under way ends with the stop and not with the pipeline.
    private readonly CancellationTokenRegistration _stopped = stop.Register(batch.Stop);

    /// <summary>Sends a job as soon as a slot is free.</summary>
    public void Send(ReveJob job)
    {
        while (batch.IsFull) HandOn(Next()!);
        batch.Submit(job);
        _progress.Started();
        Drain();
    }

    /// <summary>Hands on what is ready, and waits for nothing.</summary>
    public void Drain()
    {
        while (batch.TryTake(out var happened)) HandOn(happened!);
    }

    /// <summary>Hands on everything that is still to come.</summary>
    public void Finish()
    {
        _progress.AllKnown();
        while (Next() is { } happened) HandOn(happened);
        _progress.Completed();
        foreach (var record in _unsent.Records()) cmdlet.WriteError(record);
    }

    /// <summary>The next event; while none comes, the bar shows that something is under way.</summary>
    private BatchEvent? Next()
    {
        while (!batch.Wait(s_tick, stop)) _progress.Show();
        return batch.Take(stop);
    }

    public void Dispose()
    {
        _stopped.Dispose();
        batch.Dispose();
        _progress.Dispose();
    }

    private void HandOn(BatchEvent happened)
    {
        if (happened.Notice is { } notice)
        {
            Tell(notice, happened.Job);
            return;
        }

        _progress.Ended(happened);
        var job = happened.Job;
        var item = TargetOf(job);
        if (happened.Failure is { } failure) cmdlet.WriteError(ErrorRecords.From(failure, item));
        foreach (var result in happened.Results)
        {
            if (result.Task is { } task) HandOut(task);
            if (result.Balance is { } balance) cmdlet.WriteObject(balance);
            if (result.Image is { } image) cmdlet.WriteObject(image);
        }

        // An error can end the pipeline: by then everything that was paid for is out.
        foreach (var result in happened.Results)
        {
            if (result.Error is { } error && !_unsent.Takes(error, item))
            {
                cmdlet.WriteError(ErrorRecords.From(error, item, JobText.Label(job.Index, job.Title, cmdlet.MyInvocation)));
            }
        }
    }

    private static object TargetOf(ReveJob job) => job switch
    {
        TaskJob { Task: var task } => task,
        ReceiveJob { Task: var task } => task,
        SaveJob { Image: var image } => image,
        _ => job.Origin ?? job.Title,
    };

    /// <summary>A task that was handed out is offered from then on where an id is typed.</summary>
    private void HandOut(ReveTask task)
    {
        Session.Remember(task);
        cmdlet.WriteObject(task);
    }

    private void Tell(ReveNotice notice, ReveJob job)
    {
        var text = $"[{job.Index}] {notice.Message}";
        switch (notice.Level)
        {
            case ReveNoticeLevel.Warning: cmdlet.WriteWarning(notice.Message); break;
            case ReveNoticeLevel.Verbose: cmdlet.WriteVerbose(text); break;
            case ReveNoticeLevel.Progress: _progress.Tell(job, notice.Message); break;
            default: cmdlet.WriteDebug(text); break;
        }
    }
}
