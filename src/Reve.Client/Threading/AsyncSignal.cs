using System.Threading;
using System.Threading.Tasks;

namespace Reve.Threading;

/// <summary>Wakes everyone who waits for something to change.</summary>
internal sealed class AsyncSignal
{
    private TaskCompletionSource<bool> _next = Create();

    /// <summary>The next change. Take it before looking at what may change, so that none is missed.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Pulse() => Interlocked.Exchange(ref _next, Create()).TrySetResult(true);

    public static async Task WaitAsync(Task change, CancellationToken cancellation)
    {
        var stopped = Create();
        using var stop = cancellation.Register(() => stopped.TrySetCanceled());
        await (await Task.WhenAny(change, stopped.Task).ConfigureAwait(false)).ConfigureAwait(false);
    }

    /// <summary>
    /// Waits for the end, whatever it is, of work that others wait for as well. A failure counts as seen even when all
    /// of them have left.
    /// </summary>
    public static Task WaitForEndAsync(Task work, CancellationToken cancellation)
    {
        _ = work.ContinueWith(
            static ended => ended.Exception, CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return WaitAsync(Task.WhenAny(work), cancellation);
    }

    private static TaskCompletionSource<bool> Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
