using System.Threading;
using System.Threading.Tasks;

namespace Reve.Http;

/// <summary>Wakes everyone who waits for something to change.</summary>
internal sealed class Signal
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

    private static TaskCompletionSource<bool> Create() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
