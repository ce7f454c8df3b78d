using System.Threading;
using System.Threading.Tasks;

namespace Reve.Providers;

/// <summary>A provider: what it can do, and how its requests and responses look.</summary>
internal abstract class Provider
{
    public abstract ProviderInfo Info { get; }

    /// <summary>Sends the free requests that a call needs, such as uploads, and returns the paid call.</summary>
    /// <exception cref="ReveException">The call cannot be made; nothing was charged.</exception>
    public abstract Task<PaidCall> PrepareAsync(
        ValidatedRequest request, ProviderSession session, CancellationToken cancellation);

    /// <summary>Gets the balance of the account. Providers whose data say so override this method.</summary>
    public virtual Task<ReveBalance> GetBalanceAsync(ProviderSession session, CancellationToken cancellation) =>
        throw ProviderErrors.BalanceNotSupported(Info, ProviderRegistry.All);
}
