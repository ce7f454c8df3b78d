using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;

namespace Reve.Providers;

/// <summary>
/// A provider whose calls are tasks: accepted at once, worked on remotely, asked after until they are over.
/// </summary>
internal abstract class TaskProvider : Provider
{
    public override async Task<Answer> RunAsync(CheckedRequest request, Wire wire, CancellationToken cancellation)
    {
        var task = await SubmitAsync(request, wire, cancellation).ConfigureAwait(false);
        var ended = await WaitAsync(task, wire, cancellation).ConfigureAwait(false);
        return AnswerOf(ended, wire);
    }

    /// <summary>Has the task accepted; inputs are uploaded first.</summary>
    public abstract Task<ReveTask> SubmitAsync(CheckedRequest request, Wire wire, CancellationToken cancellation);

    /// <summary>Asks after a task.</summary>
    public abstract Task<ReveTask> ReadAsync(ReveTask task, Wire wire, CancellationToken cancellation);

    /// <summary>Has a task stopped.</summary>
    public abstract Task CancelAsync(ReveTask task, Wire wire, CancellationToken cancellation);

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
            await CancelAsync(task, wire, CancellationToken.None).ConfigureAwait(false);
            cancellation.ThrowIfCancellationRequested();
            var last = await ReadAsync(task, wire, cancellation).ConfigureAwait(false);
            return last.Status == ReveTaskStatus.Completed ? last : throw Faults.TaskTimedOut(last, wire);
        }
    }

    /// <summary>What a task that is over brought.</summary>
    public static Answer AnswerOf(ReveTask task, Wire wire)
    {
        if (task.Status == ReveTaskStatus.Cancelled) throw Faults.TaskCancelled(task, wire);
        if (task.Status == ReveTaskStatus.Failed) throw Faults.TaskFailed(task, wire);
        if (task.Urls.Count == 0) throw Faults.TaskWithoutPicture(task, wire);
        return new Answer([.. task.Urls.Select(url => new ProducedPicture { Url = url })])
        {
            Usage = task.Usage,
            RequestId = task.Id,
            CreatedAt = task.UpdatedAt,
        };
    }
}
