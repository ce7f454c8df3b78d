using System.Threading;
using System.Threading.Tasks;
using Reve.Http;

namespace Reve.Providers;

/// <summary>One provider: how a request looks on its wire, how its response reads, what it can do.</summary>
internal abstract class Provider
{
    public abstract ProviderInfo Info { get; }

    /// <summary>Has the image made. The request has been checked; the wire sends, retries and times out.</summary>
    public abstract Task<ProviderResponse> RunAsync(ValidatedRequest request, Wire wire, CancellationToken cancellation);

    /// <summary>What is left on the account; only a provider whose data say that it tells is asked.</summary>
    public virtual Task<ReveBalance> ReadBalanceAsync(Wire wire, CancellationToken cancellation) =>
        throw Faults.BalanceNotTold(Info);
}
