using System.Collections.Concurrent;
using System.Threading;

namespace Reve.Execution;

/// <summary>
/// Keeps in mind an error that every other call of the run would meet as well, so that none of them is sent any more.
/// </summary>
internal sealed class FailureGate(CallPolicy policy)
{
    private readonly ConcurrentDictionary<string, ReveException> _models = new();
    private ReveException? _cause;

    /// <summary>Takes in how a call ended.</summary>
    public void Note(ReveException end, string model)
    {
        // How a task ended, in whatever words, concerns that task alone.
        if (end.TaskId is not null) return;
        if (end.Kind == ReveErrorKind.ModelRetired) _models.TryAdd(model, end);
        else if (ConcernsAll(end)) Interlocked.CompareExchange(ref _cause, end, null);
    }

    /// <exception cref="ReveException">The call would be refused like others before it.</exception>
    public void Check(string model)
    {
        if (_cause is { } cause) throw Faults.NotSent(cause);
        if (_models.TryGetValue(model, out var retired)) throw Faults.NotSent(retired);
    }

    private bool ConcernsAll(ReveException end) =>
        end.Kind is ReveErrorKind.AuthenticationFailed or ReveErrorKind.OutOfCredit
        || (end.Kind == ReveErrorKind.RateLimited && end.RetryAfter > policy.MaximumRetryDelay);
}
