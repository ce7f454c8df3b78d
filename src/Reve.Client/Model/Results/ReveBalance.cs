using System.Collections.Generic;
using System.Globalization;
using System;

namespace Reve;

/// <summary>The balance of an account.</summary>
public sealed record ReveBalance
{
    private const int MaximumUnitLength = 40;

    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The amount.</summary>
    public required decimal Amount { get; init; }

    /// <summary>The unit: a currency, such as USD, or the provider's credits.</summary>
    public required string Unit { get; init => field = DisplayText.Of(value, MaximumUnitLength); }

    /// <summary>The amount in USD; null when it is not known.</summary>
    public decimal? UsdAmount { get; init; }

    /// <summary>Whether the amount in USD is an estimate, because the worth of the unit is one.</summary>
    public bool IsUsdEstimate { get; init; }

    /// <summary>Further information about the account, under the provider's names.</summary>
    public IReadOnlyDictionary<string, object> Details { get; init; } = new Dictionary<string, object>();

    /// <summary>The time of the query.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>The amount and its unit, and the amount in USD.</summary>
    public override string ToString() => new ReveUsage
    {
        Amount = Amount, Unit = Unit, UsdAmount = UsdAmount, IsUsdEstimate = IsUsdEstimate,
    }.ToString();

    /// <summary>The balance with its amount in USD, by the worth of the provider's unit.</summary>
    internal ReveBalance At(ProviderInfo provider)
    {
        var usage = new ReveUsage { Amount = Amount, Unit = Unit }.At(provider);
        return Unit == ReveUsage.Usd
            ? this with { UsdAmount = Amount }
            : this with { UsdAmount = usage.UsdAmount, IsUsdEstimate = usage.IsUsdEstimate };
    }
}
