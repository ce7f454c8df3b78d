using System.Threading;
using System.Threading.Tasks;

namespace Reve.Providers;

/// <summary>
/// A provider whose calls have ids that this client makes, so that a call without a response is found.
/// </summary>
internal interface ICallLookup
{
    /// <summary>
    /// Gets the task of a call by the id that this client gave it; null when the provider does not have it or could
    /// not be queried, which does not prove that the call never arrived.
    /// </summary>
    /// <param name="expected">What is known of the task; its id is that of the call.</param>
    /// <param name="session">The session.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    Task<ReveTask?> FindTaskAsync(ReveTask expected, ProviderSession session, CancellationToken cancellation);
}
