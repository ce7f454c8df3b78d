using System.Threading;
using System.Threading.Tasks;

namespace Reve.Providers;

/// <summary>A call that may cost money, ready to be sent.</summary>
internal abstract class PaidCall
{
    /// <summary>The requested model.</summary>
    public abstract string Model { get; }

    /// <summary>The id that this client gave the call, or its current attempt.</summary>
    public virtual string? ClientRequestId => null;

    /// <summary>Prepares the next attempt, before it is recorded in the journal.</summary>
    public virtual void BeginAttempt()
    {
    }

    /// <summary>Makes one attempt. Every result of an attempt is an outcome; only cancellation throws.</summary>
    public abstract Task<CallOutcome> SendAsync(CancellationToken cancellation);

    /// <summary>
    /// Gets the outcome of an attempt that ended without a readable response: an accepted task, or the error that the
    /// task ended with. It is null when the provider has no such task, or the attempt cannot be looked up.
    /// </summary>
    public virtual Task<CallOutcome?> LookUpAsync(CancellationToken cancellation) =>
        Task.FromResult<CallOutcome?>(null);
}
