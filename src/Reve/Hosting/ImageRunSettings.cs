using System.Collections.Generic;
using System.Linq;

namespace Reve.Hosting;

/// <summary>The settings of a command that apply to all of its requests.</summary>
internal sealed record ImageRunSettings(
    IReadOnlyList<ReveConnection> Connections, CallPolicy Policy, OutputSettings Output)
{
    public IReadOnlyList<ProviderInfo> Providers => [.. Connections.Select(connection => connection.Provider)];

    public required ReveOperation Operation { get; init; }

    /// <summary>The number of images for each prompt.</summary>
    public required int Count { get; init; }

    public required int ThrottleLimit { get; init; }

    public bool IsOrdered { get; init; }

    public bool NoWait { get; init; }

    public bool Resume { get; init; }

    public bool IsWhatIf { get; init; }

    /// <summary>Checks which parameters exclude each other.</summary>
    /// <exception cref="ReveException">They cannot be used together.</exception>
    public void Check()
    {
        foreach (var provider in Providers) ProviderRegistry.RequireOperation(provider, Operation);
        Policy.CostLimit?.Require(Providers);
        var saves = (Output.OutFile ?? Output.OutDirectory ?? Output.NameTemplate) is not null || Output.Sidecar
            || Output.EmbedMetadata == true;
        if (NoWait && saves) throw OutputErrors.SaveWithoutWaiting();
        if (Resume && Output.OutDirectory is null) throw OutputErrors.ResumeWithoutFolder();
    }
}
