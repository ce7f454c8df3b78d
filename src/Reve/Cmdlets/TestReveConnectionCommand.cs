using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Reve.Hosting;
using Reve.Parameters;
using Reve.Providers;
using ProviderCmdlet = Reve.Hosting.ProviderCmdlet;

namespace Reve.Cmdlets;

/// <summary>Tests connections with requests that cost nothing.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ReveConnection", HelpUri = Project.HelpUri)]
[OutputType(typeof(ReveConnectionTest))]
public sealed class TestReveConnectionCommand : ProviderCmdlet
{
    private BatchOutputWriter<TestJob, ReveConnectionTest>? _output;

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var connections = Connections();
        var batch = new Batch<TestJob, ReveConnectionTest>(TestAsync, ThrottleLimit, ordered: true);
        _output = new BatchOutputWriter<TestJob, ReveConnectionTest>(
            this, batch, JobOutput.Of, "Testing connections", Stop);
        for (var index = 0; index < connections.Count; index++)
        {
            var connection = connections[index];
            _output.Send(new TestJob(connection, PolicyFor(connection)) { Index = index });
        }

        _output.Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _output?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A connection that does not work is a result and not an error.</summary>
    private static async Task<ReveConnectionTest> TestAsync(
        TestJob job, Action<ReveNotice>? notify, CancellationToken cancellation)
    {
        try
        {
            return await new ReveClient(job.Connection, job.Policy).TestAsync(notify, cancellation)
                .ConfigureAwait(false);
        }
        catch (ReveException exception)
        {
            return new ReveConnectionTest
            {
                Provider = job.Connection.Provider.Name,
                BaseUri = job.Connection.Address,
                Works = false,
                IsKeyAccepted = exception.Kind is ReveErrorKind.AuthenticationFailed ? false : null,
                Detail = $"{exception.Message} {exception.Advice}",
            };
        }
    }

    /// <summary>
    /// Returns the connection that is specified, otherwise that of the session and one for each provider with a key.
    /// </summary>
    private IReadOnlyList<ReveConnection> Connections()
    {
        if (IsConnectionSpecified) return Connect();
        var found = ProviderRegistry.All
            .Where(provider => provider.IsKeySet || provider == Session.Connection?.Provider).ToList();
        return found.Count > 0 ? [.. found.Select(provider => Demand(() => Resolve(provider.Name)))] : Connect();
    }

    private sealed record TestJob(ReveConnection Connection, CallPolicy Policy) : ReveJob
    {
        public override string Title => Connection.Provider.Name;
    }
}
