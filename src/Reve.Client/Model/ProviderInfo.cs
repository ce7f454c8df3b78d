using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>What a provider is and can do, as data: checks, completers, prices and docs all read this.</summary>
public sealed record ProviderInfo
{
    /// <summary>The name as users type it.</summary>
    public required string Name { get; init; }

    /// <summary>The name as its owner writes it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The address that requests go to; null for a provider that needs no network.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>
    /// The environment variables that are searched for the key, in this order. None: no key is needed.
    /// </summary>
    public IReadOnlyList<string> KeyVariables { get; init => field = value.ToArray(); } = [];

    /// <summary>The environment variable that stands in for the address.</summary>
    public string BaseUriVariable => Name.ToUpperInvariant() + "_BASE_URI";

    /// <summary>What the provider's charges count.</summary>
    public required string Unit { get; init; }

    /// <summary>The operations it can do.</summary>
    public required IReadOnlyList<OperationInfo> Operations { get; init => field = value.ToArray(); }

    /// <summary>Whether the key may be sent alone, without the word Bearer before it.</summary>
    public bool TakesBareKey { get; init; }

    /// <summary>Whether its calls are tasks with an id: submitted, followed, and picked up later.</summary>
    public bool HasTasks { get; init; }

    /// <summary>Whether it tells what is left on the account.</summary>
    public bool TellsBalance { get; init; }

    /// <summary>Whether a key is needed.</summary>
    public bool NeedsKey => KeyVariables.Count > 0;

    /// <summary>Whether the environment holds a key for it now.</summary>
    public bool IsKeySet =>
        KeyVariables.Any(variable => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(variable)));

    /// <summary>What calls are expected to cost, in words.</summary>
    public string Price => Operations.All(operation => operation.Price is null)
        ? "unknown"
        : string.Join("-", Operations.Select(operation => operation.Price).Distinct().OrderBy(price => price))
            + $" {Unit}";

    /// <summary>The operation's data; null when the provider cannot do it.</summary>
    public OperationInfo? Find(ReveOperation operation) => Operations.FirstOrDefault(o => o.Operation == operation);

    /// <summary>The operation's data.</summary>
    /// <exception cref="ReveException">The provider cannot do it.</exception>
    public OperationInfo Require(ReveOperation operation) =>
        Find(operation) ?? throw Faults.OperationNotSupported(operation, this);

    /// <summary>What a request is expected to cost, in the provider's unit.</summary>
    /// <exception cref="ReveException">It is not known.</exception>
    internal decimal RequirePrice(ImageRequest request) =>
        Find(request.Operation)?.PriceOf(request) ?? throw Faults.PriceUnknown(request, this);

    /// <summary>This provider, when it tells what is left on the account.</summary>
    /// <exception cref="ReveException">It does not.</exception>
    public ProviderInfo RequireBalance() => TellsBalance ? this : throw Faults.BalanceNotTold(this);

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
