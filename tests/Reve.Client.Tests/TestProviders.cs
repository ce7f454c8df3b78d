using System.Collections.Generic;
using System.Linq;

namespace Reve.Tests;

/// <summary>The providers of the tests, chosen by their data, so that a new provider is tested without a change.</summary>
internal static class TestProviders
{
    /// <summary>The providers that send requests.</summary>
    public static IReadOnlyList<ProviderInfo> Remote { get; } =
        [.. ProviderRegistry.All.Where(provider => provider.NeedsKey)];

    /// <summary>The providers whose calls are tasks.</summary>
    public static IReadOnlyList<ProviderInfo> WithTasks { get; } =
        [.. Remote.Where(provider => provider.HasTasks)];

    /// <summary>A provider of all operations whose responses have the image.</summary>
    public static ProviderInfo Any { get; } =
        Remote.First(provider => !provider.HasTasks && provider.Find(ReveOperation.Create) is not null);

    /// <summary>A provider that creates no images from nothing.</summary>
    public static ProviderInfo WithoutCreate { get; } =
        Remote.First(provider => provider.Find(ReveOperation.Create) is null);

    /// <summary>A provider with tasks that it can cancel, and whose charges have a unit of its own.</summary>
    public static ProviderInfo AnyWithTasks { get; } =
        WithTasks.First(provider => provider.CancelsTasks && !provider.ChargesInUsd);
}
