using System.Threading;
using System.Threading.Tasks;

namespace Reve.Providers;

/// <summary>A call that may cost money, ready to be sent.</summary>
internal abstract class PaidCall
{
    /// <summary>The requested model.</summary>
    public abstract string Model { get; }

    /// <summary>The id that this client gave the call; the same for all its attempts.</summary>
    public virtual string? ClientRequestId => null;

    /// <summary>Makes one attempt. Every result of an attempt is an outcome; only cancellation throws.</summary>
    public abstract Task<CallOutcome> SendAsync(CancellationToken cancellation);
}
