using System;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Providers;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>Follows the task that a call of this run was accepted as.</summary>
internal sealed class TaskFollower(ITaskProvider provider, ProviderSession session, CallPolicy policy)
{
    // A user who has stopped a command does not wait longer than this for a task to be cancelled.
    private static readonly TimeSpan s_abandonTimeout = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan s_requestTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Waits until the task ends. On timeout or cancellation the task is cancelled as well.</summary>
    /// <exception cref="ReveException">The task did not end in time, or its state is not available.</exception>
    public async Task<ReveTask> FollowAsync(ReveTask task, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        session.Clock.CancelAfter(timeout, policy.Timeout);
        try
        {
            return await provider.FollowTaskAsync(task, session, timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (cancellation.IsCancellationRequested) await AbandonAsync(task).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            var last = await CancelAsync(task).ConfigureAwait(false);
            return last is { IsOver: true, Status: not ReveTaskStatus.Cancelled }
                ? last
                : throw TaskErrors.TimedOut(
                    Redact(task), policy.Timeout, session.Connection.Provider.CancelsTasks);
        }
        catch (Exception exception)
        {
            throw TaskErrors.Unreachable(Redact(task), exception);
        }
    }

    /// <summary>Cancels the task and waits briefly for the request to be sent.</summary>
    public async Task AbandonAsync(ReveTask task)
    {
        try
        {
            using var timeout = new CancellationTokenSource();
            session.Clock.CancelAfter(timeout, s_abandonTimeout);
            var cancel = provider.CancelTaskAsync(task, session, s_requestTimeout, CancellationToken.None);
            await AsyncSignal.WaitForEndAsync(cancel, timeout.Token).ConfigureAwait(false);
            await cancel.ConfigureAwait(false);
        }
        catch (ReveException exception)
        {
            session.Notify(
                ReveNoticeLevel.Verbose, $"task {task.Id} could not be cancelled: {exception.Message}");
        }
        catch (OperationCanceledException)
        {
            // The request is on its way; the command does not wait for its response.
        }
    }

    private ReveTask Redact(ReveTask task) => SecretRedactor.Redact(task, session.Connection.Key);

    /// <summary>Cancels the task and gets its last state; null when it is not available.</summary>
    private async Task<ReveTask?> CancelAsync(ReveTask task)
    {
        try
        {
            await provider.CancelTaskAsync(task, session, s_requestTimeout, CancellationToken.None)
                .ConfigureAwait(false);
            return await provider.GetTaskAsync(task, session, s_requestTimeout, CancellationToken.None)
                .ConfigureAwait(false);
        }
        catch (ReveException exception)
        {
            session.Notify(
                ReveNoticeLevel.Verbose, $"task {task.Id} could not be cancelled: {exception.Message}");
            return null;
        }
    }
}
