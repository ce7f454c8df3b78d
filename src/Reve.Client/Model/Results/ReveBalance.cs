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

    /// <summary>Further information about the account, under the provider's names.</summary>
    public IReadOnlyDictionary<string, object> Details { get; init; } = new Dictionary<string, object>();

    /// <summary>The time of the query.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>The amount and its unit.</summary>
    public override string ToString() => $"{Amount.ToString("0.######", CultureInfo.InvariantCulture)} {Unit}";
}
