using System.Collections.Concurrent;
using System.Threading;

namespace Reve.Execution;

/// <summary>Stops further calls after an error that they would end with as well.</summary>
internal sealed class FailureGate(CallPolicy policy)
{
    private readonly ConcurrentDictionary<string, ReveException> _models = new();
    private ReveException? _cause;

    /// <summary>Closes the gate when the error affects all calls, or all calls of the model.</summary>
    public void Report(ReveException error, string model)
    {
        // The error of a task concerns that task only.
        if (error.TaskId is not null) return;
        if (error.Kind == ReveErrorKind.ModelRetired) _models.TryAdd(model, error);
        else if (ConcernsAllCalls(error)) Interlocked.CompareExchange(ref _cause, error, null);
    }

    /// <exception cref="ReveException">An earlier call ended with an error that this call would end with.</exception>
    public void ThrowIfClosed(string model)
    {
        if (_cause is { } cause) throw NotSent(cause);
        if (_models.TryGetValue(model, out var retired)) throw NotSent(retired);
    }

    private bool ConcernsAllCalls(ReveException error) =>
        error.Kind is ReveErrorKind.AuthenticationFailed or ReveErrorKind.OutOfCredit
        || (error.Kind == ReveErrorKind.RateLimited && error.RetryAfter > policy.MaximumRetryDelay);

    /// <summary>The error of a call that is not sent because of an earlier error.</summary>
    public static ReveException NotSent(ReveException cause) => new(
        ReveErrorKind.NotSent, $"No more calls are sent, because: {cause.Message}", cause.Advice, cause)
    {
        Provider = cause.Provider,
        Status = cause.Status,
        RetryAfter = cause.RetryAfter,
    };
}
