using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>The data of a provider: what it supports, where it is, and what it charges.</summary>
public sealed record ProviderInfo
{
    /// <summary>The name for -Provider.</summary>
    public required string Name { get; init; }

    /// <summary>The name for display.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The family of Reve models that it serves.</summary>
    public required string ModelFamily { get; init; }

    /// <summary>What is known about whether it still serves the model.</summary>
    public required ProviderAvailability Availability { get; init; }

    /// <summary>The address of the API; null for a provider on this machine.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>
    /// Further addresses of the API. A base address that is specified replaces them as well, with the same paths.
    /// </summary>
    public IReadOnlyList<Uri> OtherAddresses { get; init => field = value.ToArray(); } = [];

    /// <summary>The word before the key in the Authorization header.</summary>
    public string KeyScheme { get; init; } = "Bearer";

    /// <summary>The name of the tag with which its prompts refer to an input image.</summary>
    public string ReferenceTag { get; init; } = "img";

    /// <summary>
    /// The environment variables that may contain the key, in order; none when no key is required.
    /// </summary>
    public IReadOnlyList<string> KeyVariables { get; init => field = value.ToArray(); } = [];

    /// <summary>The environment variable that replaces the address.</summary>
    public string BaseUriVariable => Name.ToUpperInvariant() + "_BASE_URI";

    /// <summary>The unit of the provider's charges.</summary>
    public required string Unit { get; init; }

    /// <summary>The worth of the unit in USD; null when it is not known.</summary>
    public decimal? UnitWorth { get; init; }

    /// <summary>Whether the worth of the unit is an estimate.</summary>
    public bool IsUnitWorthEstimate { get; init; }

    /// <summary>Whether it charges in USD.</summary>
    public bool ChargesInUsd => Unit == ReveUsage.Usd;

    /// <summary>The supported operations.</summary>
    public required IReadOnlyList<OperationInfo> Operations { get; init => field = value.ToArray(); }

    /// <summary>Whether the key may be sent without the prefix Bearer.</summary>
    public bool TakesBareKey { get; init; }

    /// <summary>Whether calls are tasks with an id, which can be submitted, followed and received later.</summary>
    public bool HasTasks { get; init; }

    /// <summary>Whether it can cancel a task.</summary>
    public bool CancelsTasks { get; init; }

    /// <summary>Whether it reports the balance of an account.</summary>
    public bool ReportsBalance { get; init; }

    /// <summary>Whether a key is required.</summary>
    public bool NeedsKey => KeyVariables.Count > 0;

    /// <summary>Whether one of the environment variables contains a key.</summary>
    public bool IsKeySet =>
        KeyVariables.Any(variable => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable)));

    /// <summary>The expected cost of an image, as text.</summary>
    public string Price => Operations.All(operation => operation.Price is null)
        ? "unknown"
        : string.Join("-", Operations.Select(operation => operation.Price).Distinct().OrderBy(price => price))
            + $" {Unit}";

    /// <summary>The data of an operation; null when it is not supported.</summary>
    public OperationInfo? Find(ReveOperation operation) => Operations.FirstOrDefault(o => o.Operation == operation);

    /// <summary>An amount in the unit of the provider, with its worth in USD.</summary>
    public ReveUsage Value(decimal amount) => new ReveUsage { Amount = amount, Unit = Unit }.At(this);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
