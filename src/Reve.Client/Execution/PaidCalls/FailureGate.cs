using System.Collections.Concurrent;
using System.Threading;
using Reve.Http;

namespace Reve.Execution;

/// <summary>
/// Stops further attempts after an error that they would end with as well, or when sending is stopped.
/// </summary>
#pragma warning disable CA1001 // The token source has no timer and no wait handle, so there is nothing to release.
internal sealed class FailureGate(CallPolicy policy)
#pragma warning restore CA1001
{
    private readonly ConcurrentDictionary<string, ReveException> _models = new();
    private readonly CancellationTokenSource _stop = new();
    private ReveException? _cause;

    /// <summary>Stops all further attempts. Attempts under way are not affected.</summary>
    public void StopSending()
    {
        Interlocked.CompareExchange(ref _cause, Stopping(), null);
        _stop.Cancel();
    }

    /// <summary>Closes the gate when the error affects all calls, or all calls of the model.</summary>
    public void Report(ReveException error, string model)
    {
        // Any other error of a task concerns that task only: a status in its text can be that of an input image.
        if (error.TaskId is not null && !ProviderErrorReader.SaysClosed(error.ProviderMessage)) return;
        if (error.Kind == ReveErrorKind.ModelRetired) _models.TryAdd(model, error);
        else if (ConcernsAllCalls(error)) Interlocked.CompareExchange(ref _cause, error, null);
    }

    /// <exception cref="ReveException">No further attempt with the model is made.</exception>
    public void ThrowIfClosed(string model)
    {
        if (_cause is { } cause) throw NotSent(cause);
        if (_models.TryGetValue(model, out var retired)) throw NotSent(retired);
    }

    /// <summary>Returns a source that is cancelled when the token is cancelled or sending is stopped.</summary>
    public CancellationTokenSource Link(CancellationToken cancellation) =>
        CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);

    private bool ConcernsAllCalls(ReveException error) =>
        error.Kind is ReveErrorKind.AuthenticationFailed or ReveErrorKind.OutOfCredit
        || (error.Kind == ReveErrorKind.RateLimited && error.RetryAfter > policy.MaximumRetryDelay);

    private static ReveException Stopping() => new(
        ReveErrorKind.NotSent, "Sending was stopped.", "Run the command again for the remaining items.");

    /// <summary>The error of a call that is not sent because of an earlier error.</summary>
    public static ReveException NotSent(ReveException cause) => new(
        ReveErrorKind.NotSent, $"No more calls are sent, because: {cause.Message}", cause.Advice, cause)
    {
        Provider = cause.Provider,
        Status = cause.Status,
        RetryAfter = cause.RetryAfter,
    };
}
