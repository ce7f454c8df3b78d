using System;
using System.Collections.Generic;
using System.Linq;
using Reve.Connections;
using Reve.Providers;
using Reve.Providers.AimlApi;
using Reve.Providers.AtlasCloud;
using Reve.Providers.Fal;
using Reve.Providers.InferenceSh;
using Reve.Providers.OneRouter;
using Reve.Providers.Runware;
using Reve.Providers.Sandbox;

namespace Reve;

/// <summary>The known providers. A new provider is a folder of its own and an entry in this list.</summary>
public static class ProviderRegistry
{
    private static readonly Provider[] s_providers =
    [
        new FalProvider(),
        new AtlasCloudProvider(),
        new RunwareProvider(),
        new AimlApiProvider(),
        new OneRouterProvider(),
        new InferenceShProvider(),
        new SandboxProvider(),
    ];

    /// <summary>The data of all providers.</summary>
    public static IReadOnlyList<ProviderInfo> All { get; } = [.. s_providers.Select(provider => provider.Info)];

    /// <summary>The providers that have tasks.</summary>
    public static IReadOnlyList<ProviderInfo> WithTasks { get; } = [.. All.Where(provider => provider.HasTasks)];

    /// <summary>Gets a provider by its name, which is not case-sensitive.</summary>
    /// <exception cref="ReveException">There is no such provider.</exception>
    public static ProviderInfo Get(string name) =>
        All.FirstOrDefault(provider => string.Equals(provider.Name, name?.Trim(), StringComparison.OrdinalIgnoreCase))
        ?? throw ConnectionErrors.ProviderUnknown(name ?? "", All);

    /// <summary>Gets the data of an operation.</summary>
    /// <exception cref="ReveException">The provider does not support it.</exception>
    public static OperationInfo RequireOperation(ProviderInfo provider, ReveOperation operation)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.Find(operation) ?? throw ProviderErrors.OperationNotSupported(operation, provider, All);
    }

    /// <summary>Checks that a provider reports the balance of an account.</summary>
    /// <exception cref="ReveException">It does not.</exception>
    public static ProviderInfo RequireBalance(ProviderInfo provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return provider.ReportsBalance ? provider : throw ProviderErrors.BalanceNotSupported(provider, All);
    }

    internal static Provider Find(ProviderInfo info) => s_providers.First(provider => provider.Info == info);

    internal static ITaskProvider FindWithTasks(ProviderInfo info) =>
        Find(info) as ITaskProvider ?? throw TaskErrors.NotSupported(info);

    /// <summary>The other providers that use a remote service and are not known to be closed.</summary>
    internal static IReadOnlyList<ProviderInfo> AlternativesTo(ProviderInfo provider) =>
    [
        .. All.Where(other => other != provider && other.NeedsKey
            && other.Availability.State != ProviderState.PresumedClosed),
    ];
}
