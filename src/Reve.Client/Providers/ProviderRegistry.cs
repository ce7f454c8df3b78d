using System;
using System.Collections.Generic;
using System.Linq;
using Reve.Connections;
using Reve.Providers;

namespace Reve;

/// <summary>The providers that are known here. A new one is a file of its own and a line in this one.</summary>
public static class ProviderRegistry
{
    private static readonly Provider[] s_providers = [new AimlApi(), new OneRouter(), new InferenceSh(), new Sandbox()];

    /// <summary>What each provider is and can do.</summary>
    public static IReadOnlyList<ProviderInfo> All { get; } = [.. s_providers.Select(provider => provider.Info)];

    /// <summary>The provider whose calls are tasks.</summary>
    public static ProviderInfo WithTasks { get; } = All.First(provider => provider.HasTasks);

    /// <summary>The provider of that name, in any case.</summary>
    /// <exception cref="ReveException">There is none.</exception>
    public static ProviderInfo Get(string name) =>
        All.FirstOrDefault(provider => string.Equals(provider.Name, name?.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw ConnectionErrors.ProviderUnknown(name ?? "", All);

    internal static Provider Behind(ProviderInfo info) => s_providers.First(provider => provider.Info == info);

    /// <summary>The other providers that have images made for real.</summary>
    internal static IEnumerable<ProviderInfo> Others(ProviderInfo provider) =>
        All.Where(other => other != provider && other.NeedsKey);
}
