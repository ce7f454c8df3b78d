using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Reve.Hosting;
using Reve.Parameters;
using Reve.Providers;
using ProviderCmdlet = Reve.Hosting.ProviderCmdlet;

namespace Reve.Cmdlets;

/// <summary>Returns the balances of the accounts at providers that report it.</summary>
[Cmdlet(VerbsCommon.Get, "ReveBalance", HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveBalance))]
public sealed class GetReveBalanceCommand : ProviderCmdlet
{
    private BatchOutputWriter<BalanceJob, ReveBalance>? _output;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var clients = Connections().Select(Open).ToList();
        var batch = new Batch<BalanceJob, ReveBalance>(
            (job, notify, cancellation) => job.Client.GetBalanceAsync(notify, cancellation), ThrottleLimit,
            ordered: true);
        _output = new BatchOutputWriter<BalanceJob, ReveBalance>(this, batch, JobOutput.Of, "Querying balances", Stop);
        for (var index = 0; index < clients.Count; index++)
        {
            _output.Send(new BalanceJob(clients[index]) { Index = index });
        }

        _output.Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _output?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>
    /// Returns the connection that is specified, otherwise one for each provider that reports balances and has a key.
    /// </summary>
    private IReadOnlyList<ReveConnection> Connections()
    {
        if (IsConnectionSpecified)
        {
            var specified = Connect();
            foreach (var connection in specified) Demand(() => ProviderRegistry.RequireBalance(connection.Provider));
            return specified;
        }

        var able = ProviderRegistry.All.Where(provider => provider.ReportsBalance).ToList();
        var withKey = able.Where(provider => provider.IsKeySet || provider == Session.Connection?.Provider).ToList();
        if (withKey.Count == 0) Throw(ApiKeyMissing(able));
        return [.. withKey.Select(provider => Demand(() => Resolve(provider.Name)))];
    }

    private static ReveException ApiKeyMissing(IEnumerable<ProviderInfo> able) => new(
        ReveErrorKind.ApiKeyMissing,
        "There is no API key for a provider that reports a balance.",
        $"Set the environment variable {string.Join(" or ", able.Select(provider => provider.KeyVariables[0]))}, or "
        + "specify the key with -Provider and -ApiKey, or with Connect-Reve.");

    private sealed record BalanceJob(ReveClient Client) : ReveJob
    {
        public override string Title => Client.Provider.Name;
    }
}
