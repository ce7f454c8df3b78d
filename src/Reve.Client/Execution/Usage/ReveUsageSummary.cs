using System.Globalization;
using System;
using Reve.Providers;

namespace Reve;

/// <summary>What one provider charged for one model on one day.</summary>
public sealed record ReveUsageSummary
{
    /// <summary>The day in the local time zone.</summary>
    public required DateTime Date { get; init; }

    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The number of calls.</summary>
    public int Calls { get; init; }

    /// <summary>The number of images.</summary>
    public int Images { get; init; }

    /// <summary>The total that the provider reported.</summary>
    public decimal Amount { get; init; }

    /// <summary>The unit of the amount.</summary>
    public string? Unit { get; init; }

    /// <summary>
    /// The total in USD; null when it is not known. Calls without a reported charge count with their built-in price.
    /// </summary>
    public decimal? UsdAmount { get; init; }

    /// <summary>Whether a part of the total in USD is an estimate.</summary>
    public bool IsUsdEstimate { get; init; }

    /// <summary>The number of calls that were or may have been charged an unknown amount.</summary>
    public int Unknown { get; init; }

    /// <summary>The amount and its unit.</summary>
    public override string ToString() =>
        $"{Amount.ToString("0.######", CultureInfo.InvariantCulture)} {Unit}".TrimEnd();
}
