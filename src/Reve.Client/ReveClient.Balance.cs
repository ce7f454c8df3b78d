using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Providers;

namespace Reve;

public sealed partial class ReveClient
{
    /// <summary>Asks what is left on the account. It costs nothing.</summary>
    /// <exception cref="ReveException">The provider does not tell, or could not be asked.</exception>
    public Task<ReveBalance> ReadBalanceAsync(
        Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        _connection.Provider.RequireBalance();
        var job = new ReveJob(new ImageRequest { Operation = ReveOperation.Create, Prompt = "" });
        return ProviderRegistry.Behind(_connection.Provider).ReadBalanceAsync(WireOf(job, notify), cancellation);
    }
}
