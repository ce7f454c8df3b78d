using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Providers;

namespace Reve;

public sealed partial class ReveClient
{
    /// <summary>Gets the balance of the account. The request is free.</summary>
    /// <exception cref="ReveException">The provider does not report a balance, or the request failed.</exception>
    public Task<ReveBalance> GetBalanceAsync(
        Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        _connection.Provider.RequireBalance();
        return ProviderRegistry.Behind(_connection.Provider).ReadBalanceAsync(WireOf(null, notify), cancellation);
    }
}
