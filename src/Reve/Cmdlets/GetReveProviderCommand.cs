using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using Reve.Hosting;
using Reve.Parameters;
using Reve.Providers;

namespace Reve.Cmdlets;

/// <summary>Returns what each provider can do and what it charges, or what it lists about its models.</summary>
[Cmdlet(VerbsCommon.Get, "ReveProvider", DefaultParameterSetName = "Data", HelpUri = Project.HelpUri)]
[OutputType(typeof(ProviderInfo), ParameterSetName = ["Data"])]
[OutputType(typeof(ReveModelListing), ParameterSetName = ["Online"])]
public sealed class GetReveProviderCommand : ReveCmdlet
{
    private readonly List<ProviderInfo> _queried = [];
    private BatchOutputWriter<ListingJob, IReadOnlyList<ReveModelListing>>? _output;

    /// <summary>The names of providers, with wildcards.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Queries what the providers list about their models, without a key and at no cost.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Online",
        HelpMessage = "Queries what the providers list about their models")]
    public SwitchParameter Online { get; set; }

    /// <summary>The time limit of the queries in seconds.</summary>
    [Parameter(ParameterSetName = "Online")]
    [ValidateRange(1, 600)]
    public int TimeoutSec { get; set; } = 15;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in Name) Try(() => Add(name), name);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (!Online) return;
        var batch = new Batch<ListingJob, IReadOnlyList<ReveModelListing>>(
            ReadAsync, slots: ProviderRegistry.All.Count, ordered: true);
        _output = new BatchOutputWriter<ListingJob, IReadOnlyList<ReveModelListing>>(
            this, batch, listings => new JobOutput([.. listings], []), "Querying providers", Stop);
        var policy = new CallPolicy { Timeout = TimeSpan.FromSeconds(TimeoutSec), MaximumRetryCount = 1 };
        foreach (var provider in _queried.Distinct().Where(provider => provider.BaseUri is not null))
        {
            var connection = Demand(() => new ConnectionResolver(ProviderRegistry.All) { Session = Session.Connection }
                .Resolve(provider.Name));
            _output.Send(new ListingJob(connection, policy));
        }

        _output.Finish();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _output?.Dispose();
        base.Dispose(disposing);
    }

    private void Add(string name)
    {
        var pattern = WildcardPattern.Get(name, WildcardOptions.IgnoreCase);
        var found = WildcardPattern.ContainsWildcardCharacters(name)
            ? ProviderRegistry.All.Where(provider => pattern.IsMatch(provider.Name))
            : [ProviderRegistry.Get(name)];
        if (Online) _queried.AddRange(found);
        else WriteObject(found, enumerateCollection: true);
    }

    private static Task<IReadOnlyList<ReveModelListing>> ReadAsync(
        ListingJob job, Action<ReveNotice>? notify, CancellationToken cancellation) =>
        ReveClient.GetModelListingsAsync(job.Connection, job.Policy, cancellation);

    private sealed record ListingJob(ReveConnection Connection, CallPolicy Policy) : ReveJob
    {
        public override string Title => Connection.Provider.Name;
    }
}
