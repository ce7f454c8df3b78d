using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Reve;

/// <summary>A limit for the cost of calls.</summary>
/// <param name="Amount">The amount.</param>
/// <param name="Unit">The unit, such as USD; null for the unit of the provider.</param>
public sealed record CostLimit(decimal Amount, string? Unit = null)
{
    /// <summary>A limit in the unit of the provider.</summary>
    public static implicit operator CostLimit(decimal amount) => new(amount);

    /// <summary>Reads an amount with or without a unit, such as "5 USD".</summary>
    /// <returns>The limit; null when the text is not a limit.</returns>
    public static CostLimit? TryParse(string? text)
    {
        var parts = (text ?? "").Split(default(char[]), StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 1 or > 2) return null;
        if (!decimal.TryParse(parts[0], NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)) return null;
        if (amount < 0 || (parts.Length == 2 && !parts[1].All(char.IsLetter))) return null;
        return new CostLimit(amount, parts.Length == 2 ? parts[1] : null);
    }

    /// <summary>Checks that the limit can be compared with the prices of each provider.</summary>
    /// <exception cref="ReveException">It cannot.</exception>
    public void Require(IReadOnlyList<ProviderInfo> providers)
    {
        ArgumentNullException.ThrowIfNull(providers);
        if (Unit is null && (providers.Count > 1 || providers[0].ChargesInUsd))
        {
            throw CostLimitErrors.UnitMissing(this, providers);
        }

        foreach (var provider in providers)
        {
            if (Convert(0, provider) is null) throw CostLimitErrors.NotComparable(this, provider);
        }
    }

    /// <summary>Converts an amount in the unit of a provider to the unit of the limit; null when it cannot.</summary>
    public decimal? Convert(decimal amount, ProviderInfo provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        if (Unit is null || IsUnit(provider.Unit)) return amount;
        return IsUnit(ReveUsage.Usd) ? amount * provider.UnitWorth : null;
    }

    /// <summary>The amount that a call was charged, in the unit of the limit; null when it is not known.</summary>
    internal decimal? Convert(ReveUsage? usage, ProviderInfo provider) =>
        IsUnit(ReveUsage.Usd) && usage?.UsdAmount is { } dollars ? dollars
        : usage?.Amount is { } amount ? Convert(amount, provider)
        : null;

    /// <summary>Formats an amount in the unit of the limit.</summary>
    public string Format(decimal amount, ProviderInfo provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        var unit = Unit is null ? provider.Unit : IsUnit(ReveUsage.Usd) ? ReveUsage.Usd : Unit;
        return new ReveUsage { Amount = amount, Unit = unit }.ToString();
    }

    /// <summary>The amount and its unit.</summary>
    public override string ToString() => new ReveUsage { Amount = Amount, Unit = Unit }.ToString();

    private bool IsUnit(string unit) => string.Equals(Unit, unit, StringComparison.OrdinalIgnoreCase);
}
