using System.Threading;
using System.Threading.Tasks;

namespace Reve.Threading;

/// <summary>Notifies all waiters of a change.</summary>
internal sealed class AsyncSignal
{
    private TaskCompletionSource<bool> _next = Create();

    /// <summary>Completes with the next change. Read it before the state that may change, to miss no change.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Pulse() => Interlocked.Exchange(ref _next, Create()).TrySetResult(true);

    public static async Task WaitAsync(Task change, CancellationToken cancellation)
    {
        var stopped = Create();
        using var stop = cancellation.Register(() => stopped.TrySetCanceled());
        await (await Task.WhenAny(change, stopped.Task).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits until a shared operation ends in any way. Its exception is observed, even when no caller is waiting.
    /// </summary>
    public static Task WaitForEndAsync(Task operation, CancellationToken cancellation)
    {
        _ = operation.ContinueWith(
            static ended => ended.Exception, CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return WaitAsync(Task.WhenAny(operation), cancellation);
    }

    private static TaskCompletionSource<bool> Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
