using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>Errors of cost limits that cannot be compared with prices.</summary>
internal static class CostLimitErrors
{
    public static ReveException UnitMissing(CostLimit limit, IReadOnlyList<ProviderInfo> providers) => new(
        ReveErrorKind.CostLimitInvalid,
        providers.Count > 1
            ? $"-CostLimit {limit} has no unit, and the providers {ProviderErrors.ListOf(providers)} have different ones."
            : $"-CostLimit {limit} has no unit, and {providers[0]} charges in USD.",
        $"Specify the unit: -CostLimit '{limit} USD'.")
    { Target = limit, Provider = providers[0].Name };

    public static ReveException NotComparable(CostLimit limit, ProviderInfo provider) => new(
        ReveErrorKind.CostLimitInvalid,
        $"-CostLimit '{limit}' cannot be compared with the prices of {provider}, which are in {provider.Unit}"
        + (provider.UnitWorth is null ? " of an unknown worth." : "."),
        provider.UnitWorth is null
            ? $"Specify an amount of {provider.Unit}, or use another provider."
            : $"Specify an amount of USD{(provider.ChargesInUsd ? "" : $" or {provider.Unit}")}.")
    { Target = limit, Provider = provider.Name };
}
