using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Providers;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>Queries, cancels and receives tasks, also those of other clients.</summary>
internal sealed class TaskRunner(
    Provider provider, ReveConnection connection, CallPolicy policy, Clock clock, ProviderSessionFactory sessions)
{
    public async Task<ReveTask> GetAsync(ReveTask task, Action<ReveNotice>? notify, CancellationToken cancellation) =>
        Redact(await QueryAsync(
            task, () => Tasks.GetTaskAsync(WithoutState(task), sessions.Create(notify), timeout: null, cancellation))
            .ConfigureAwait(false));

    public async Task<ReveTask> WaitAsync(ReveTask task, Action<ReveNotice>? notify, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(timeout, policy.Timeout);
        try
        {
            return Redact(await QueryAsync(
                task, () => Tasks.FollowTaskAsync(task, sessions.Create(notify), timeout.Token))
                .ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw TaskErrors.StillRunning(Redact(task), policy.Timeout);
        }
    }

    public async Task<ReveTask> CancelAsync(ReveTask task, Action<ReveNotice>? notify, CancellationToken cancellation)
    {
        var session = sessions.Create(notify);
        try
        {
            await Tasks.CancelTaskAsync(task, session, timeout: null, cancellation).ConfigureAwait(false);
            // The response to the request does not say how the task ended: it may have completed before.
            return Redact(await Tasks.GetTaskAsync(WithoutState(task), session, timeout: null, cancellation)
                .ConfigureAwait(false));
        }
        catch (ReveException exception) when (LeavesTaskUnaffected(exception))
        {
            throw TaskErrors.NotCancelled(Redact(task), exception);
        }
    }

    public Task AbandonAsync(ReveTask task) =>
        new TaskFollower(Tasks, sessions.Create(notify: null), policy).AbandonAsync(task);

    public async Task<IReadOnlyList<ReveResult>> ReceiveAsync(
        ReceiveJob job, Action<ReveNotice>? notify, CancellationToken cancellation)
    {
        job.Output?.Check(job.Sidecar);
        job.Output?.Prepare();
        var session = sessions.Create(notify, job.Output?.Folder);
        var started = clock.Elapsed;
        var task = await QueryAsync(
            job.Task, () => GetWithOutputAsync(WithoutState(job.Task), session, cancellation)).ConfigureAwait(false);
        if (!task.IsOver) throw TaskErrors.NotCompleted(Redact(task));
        var outcome = TaskOutcome.Of(task, session);
        if (outcome.Error is { } error) throw error;
        var template = ImageDescription.Of(task, connection.Provider);
        var writer = new ResultWriter(job, template, session, policy, started)
        {
            SkipDownload = job.SkipDownload,
        };
        return await writer.WriteAsync(outcome, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gets the state of a task. A completed task without its output is queried again.</summary>
    private async Task<ReveTask> GetWithOutputAsync(
        ReveTask task, ProviderSession session, CancellationToken cancellation)
    {
        var current = await Tasks.GetTaskAsync(task, session, timeout: null, cancellation).ConfigureAwait(false);
        return current is { Status: ReveTaskStatus.Completed, Urls.Count: 0 }
            ? await Tasks.FollowTaskAsync(current, session, cancellation).ConfigureAwait(false)
            : current;
    }

    /// <summary>A failed query says nothing about the task, which was accepted earlier.</summary>
    private async Task<ReveTask> QueryAsync(ReveTask task, Func<Task<ReveTask>> query)
    {
        try
        {
            return await query().ConfigureAwait(false);
        }
        catch (ReveException exception) when (LeavesTaskUnaffected(exception))
        {
            throw TaskErrors.Unreachable(Redact(task), exception);
        }
    }

    private static bool LeavesTaskUnaffected(ReveException exception) =>
        exception.Kind is not (ReveErrorKind.TaskNotFound or ReveErrorKind.OptionNotSupported);

    /// <summary>
    /// The task without its state, which only the provider can report. Anyone can create a task object with URLs.
    /// </summary>
    private static ReveTask WithoutState(ReveTask task) => task with
    {
        Status = ReveTaskStatus.Unknown,
        Output = null,
        Urls = [],
        Images = [],
        Failure = null,
        Error = null,
        Usage = null,
    };

    private ITaskProvider Tasks => provider as ITaskProvider ?? throw TaskErrors.NotSupported(connection.Provider);

    private ReveTask Redact(ReveTask task) => SecretRedactor.Redact(task, connection.Key);
}
