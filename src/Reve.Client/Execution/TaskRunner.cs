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
        Redact(await AskAsync(task, sessions.Create(notify), cancellation).ConfigureAwait(false));

    public async Task<ReveTask> WaitAsync(ReveTask task, Action<ReveNotice>? notify, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(timeout, policy.Timeout);
        try
        {
            return Redact(await Tasks.FollowTaskAsync(task, sessions.Create(notify), timeout.Token)
                .ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw TaskErrors.StillRunning(Redact(task), policy.Timeout);
        }
    }

    public async Task<ReveTask> CancelAsync(ReveTask task, Action<ReveNotice>? notify, CancellationToken cancellation)
    {
        await Tasks.CancelTaskAsync(task, sessions.Create(notify), timeout: null, cancellation).ConfigureAwait(false);
        return await GetAsync(task, notify, cancellation).ConfigureAwait(false);
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
        var task = await AskAsync(job.Task, session, cancellation).ConfigureAwait(false);
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

    /// <summary>
    /// Gets the state of a task from the provider alone. Anyone can create a task object with the addresses of images.
    /// </summary>
    private Task<ReveTask> AskAsync(ReveTask task, ProviderSession session, CancellationToken cancellation)
    {
        var known = task with
        {
            Status = ReveTaskStatus.Unknown,
            Output = null,
            Urls = [],
            Error = null,
            Usage = null,
        };
        return Tasks.GetTaskAsync(known, session, timeout: null, cancellation);
    }

    private ITaskProvider Tasks => provider as ITaskProvider ?? throw TaskErrors.NotSupported(connection.Provider);

    private ReveTask Redact(ReveTask task) => SecretRedactor.Redact(task, connection.Key);
}
