using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Execution;
using Reve.Http;
using Reve.Threading;

namespace Reve.Providers;

/// <summary>
/// A provider whose calls are tasks: accepted at once, worked on remotely, asked after until they are over.
/// </summary>
internal abstract class TaskProvider : Provider
{
    private static readonly TimeSpan s_parting = TimeSpan.FromMilliseconds(700);

    private protected static TimeSpan Briefly { get; } = TimeSpan.FromSeconds(2);

    public override async Task<ProviderResponse> RunAsync(ValidatedRequest request, Wire wire, CancellationToken cancellation)
    {
        var task = await SubmitAsync(request, wire, cancellation).ConfigureAwait(false);
        wire.Ledger.Accepted(task);
        var ended = await WaitAsync(task, wire, cancellation).ConfigureAwait(false);
        return ResponseOf(ended, wire);
    }

    /// <summary>Has the task accepted; inputs are uploaded first.</summary>
    public abstract Task<ReveTask> SubmitAsync(ValidatedRequest request, Wire wire, CancellationToken cancellation);

    /// <summary>Asks after a task; with a patience: once, and for so long.</summary>
    public abstract Task<ReveTask> ReadAsync(
        ReveTask task, Wire wire, TimeSpan? patience, CancellationToken cancellation);

    /// <summary>Has a task stopped; with a patience: once, and for so long.</summary>
    public abstract Task CancelAsync(ReveTask task, Wire wire, TimeSpan? patience, CancellationToken cancellation);

    /// <summary>Follows a task to its end, however long that takes.</summary>
    public abstract Task<ReveTask> FollowAsync(ReveTask task, Wire wire, CancellationToken cancellation);

    /// <summary>
    /// Follows a task for as long as the policy allows; a stop, ours or the user's, is passed on to it once.
    /// </summary>
    public async Task<ReveTask> WaitAsync(ReveTask task, Wire wire, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        wire.Clock.CancelAfter(time, wire.Policy.Timeout);
        try
        {
            return await FollowAsync(task, wire, time.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            if (cancellation.IsCancellationRequested) await AbandonAsync(task, wire).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            var last = await EndAsync(task, wire).ConfigureAwait(false);
            return last is { IsOver: true, Status: not ReveTaskStatus.Cancelled }
                ? last
                : throw Faults.TaskTimedOut(task, wire);
        }
        catch (ReveException exception)
        {
            throw Faults.TaskOutOfSight(task, exception);
        }
    }

    /// <summary>Tells a task to stop whose user has stopped, and who waits for no more than that.</summary>
    public async Task AbandonAsync(ReveTask task, Wire wire)
    {
        try
        {
            using var parting = new CancellationTokenSource();
            wire.Clock.CancelAfter(parting, s_parting);
            var cancel = CancelAsync(task, wire, Briefly, CancellationToken.None);
            await AsyncSignal.WaitForEndAsync(cancel, parting.Token).ConfigureAwait(false);
            await cancel.ConfigureAwait(false);
        }
        catch (ReveException exception)
        {
            wire.Tell(ReveNoticeLevel.Verbose, $"task {task.Id} could not be stopped: {exception.Message}");
        }
        catch (OperationCanceledException)
        {
            // The user is not kept waiting; the words are on their way.
        }
    }

    /// <summary>Tells a task to stop, without insisting, and what became of it, as far as that can be had.</summary>
    private async Task<ReveTask?> EndAsync(ReveTask task, Wire wire)
    {
        try
        {
            await CancelAsync(task, wire, Briefly, CancellationToken.None).ConfigureAwait(false);
            return await ReadAsync(task, wire, Briefly, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ReveException exception)
        {
            wire.Tell(ReveNoticeLevel.Verbose, $"task {task.Id} could not be stopped: {exception.Message}");
            return null;
        }
    }

    /// <summary>What a task that is over brought.</summary>
    public static ProviderResponse ResponseOf(ReveTask task, Wire wire)
    {
        if (task.Status == ReveTaskStatus.Cancelled) throw Faults.TaskCancelled(task, wire);
        if (task.Status == ReveTaskStatus.Failed) throw Faults.TaskFailed(task, wire);
        if (task.Urls.Count == 0) throw Faults.TaskWithoutImage(task, wire);
        return new ProviderResponse([.. task.Urls.Select(url => new GeneratedImage { Url = url })])
        {
            Usage = task.Usage,
            RequestId = task.Id,
            CreatedAt = task.UpdatedAt,
        };
    }
}
