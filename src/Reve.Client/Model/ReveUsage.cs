using System.Collections.Generic;
using System.Globalization;

namespace Reve;

/// <summary>What the provider says it charged, in its own unit.</summary>
public sealed record ReveUsage
{
    /// <summary>How much was charged; null when the provider did not tell.</summary>
    public decimal? Amount { get; init; }

    /// <summary>
    /// What the amount counts, such as tokens or credits. Never a currency unless the provider says so.
    /// </summary>
    public string? Unit { get; init; }

    /// <summary>How much is left, where the provider tells.</summary>
    public decimal? Remaining { get; init; }

    /// <summary>What else the provider tells about the charge, under the provider's own names.</summary>
    public IReadOnlyDictionary<string, object> Details { get; init; } = new Dictionary<string, object>();

    /// <summary>The amount and its unit.</summary>
    public override string ToString() =>
        Amount is { } amount ? $"{amount.ToString("0.######", CultureInfo.InvariantCulture)} {Unit}".TrimEnd() : "";
}
