using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Reve.Hosting;
using Reve.Providers;

namespace Reve.Cmdlets;

/// <summary>Asks the providers that can tell what is left on their accounts.</summary>
[Cmdlet(VerbsCommon.Get, "ReveBalance")]
[OutputType(typeof(ReveBalance))]
public sealed class GetReveBalanceCommand : ConnectionCmdlet
{
    private BatchOutputWriter? _pump;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var clients = Connections().Select(Open).ToList();
        _pump = new BatchOutputWriter(this, new Batch(Ask, ThrottleLimit, ordered: true), "Asking for balances", Stop);
        for (var number = 0; number < clients.Count; number++)
        {
            var name = clients[number].Provider.Name;
            _pump.Send(new BalanceJob(name) { Index = number });
        }

        _pump.Finish();

        async Task<IReadOnlyList<ReveResult>> Ask(
            ReveJob job, System.Action<ReveNotice>? notify, System.Threading.CancellationToken cancellation) =>
            [
                new ReveResult(null)
                {
                    Balance = await clients[job.Index].GetBalanceAsync(notify, cancellation)
                        .ConfigureAwait(false),
                },
            ];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _pump?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>
    /// Whom to ask: the one that was said, else all that can tell and have a key, the session's among them.
    /// </summary>
    private List<ReveConnection> Connections()
    {
        if ((Provider ?? BaseUri) is not null || ApiKey is not null)
        {
            var said = Connect(Provider);
            Demand(() => ProviderRegistry.RequireBalance(said.Provider));
            return [said];
        }

        var able = ProviderRegistry.All.Where(provider => provider.TellsBalance).ToList();
        var known = able.Where(provider => provider.IsKeySet || provider == Session.Connection?.Provider).ToList();
        return [.. (known.Count > 0 ? known : able).Select(provider => Connect(provider.Name))];
    }

    private sealed record BalanceJob(string Provider) : ReveJob
    {
        public override string Title => Provider;
    }
}
