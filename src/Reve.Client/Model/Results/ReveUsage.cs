using System.Collections.Generic;
using System.Globalization;

namespace Reve;

/// <summary>What the provider says it charged, in its own unit.</summary>
public sealed record ReveUsage
{
    /// <summary>The unit of amounts in US dollars.</summary>
    public const string Usd = "USD";

    private const int MaximumUnitLength = 40;

    /// <summary>The charged amount; null when the provider did not report it.</summary>
    public decimal? Amount { get; init; }

    /// <summary>
    /// The unit of the amount, such as tokens or credits. It is a currency only when the provider says so.
    /// </summary>
    public string? Unit { get; init => field = DisplayText.OfNullable(value, MaximumUnitLength); }

    /// <summary>The remaining balance, when the provider reports it.</summary>
    public decimal? Remaining { get; init; }

    /// <summary>Further information about the charge, under the provider's names.</summary>
    public IReadOnlyDictionary<string, object> Details { get; init; } = new Dictionary<string, object>();

    /// <summary>The amount and its unit.</summary>
    public override string ToString() =>
        Amount is { } amount ? $"{amount.ToString("0.######", CultureInfo.InvariantCulture)} {Unit}".TrimEnd() : "";
}
