using System.Threading;
using System.Threading.Tasks;

namespace Reve.Providers;

/// <summary>A provider whose calls have ids that this client makes, so that a call without a response is found.</summary>
internal interface ICallLookup
{
    /// <summary>
    /// Gets the task of a call by the id that this client gave it; null when the provider does not have it, which
    /// does not prove that it never arrived.
    /// </summary>
    /// <param name="clientRequestId">The id of the call.</param>
    /// <param name="session">The session.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    Task<ReveTask?> FindTaskAsync(string clientRequestId, ProviderSession session, CancellationToken cancellation);
}
