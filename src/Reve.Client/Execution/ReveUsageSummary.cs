using System.Globalization;
using System;
using Reve.Providers;

namespace Reve;

/// <summary>What one provider charged for one model on one day.</summary>
public sealed record ReveUsageSummary
{
    /// <summary>The day, by this machine's time zone.</summary>
    public required DateTime Date { get; init; }

    /// <summary>Who charged.</summary>
    public required string Provider { get; init; }

    /// <summary>For which model.</summary>
    public required string Model { get; init; }

    /// <summary>How many calls there were.</summary>
    public int Calls { get; init; }

    /// <summary>How many images came out of them.</summary>
    public int Images { get; init; }

    /// <summary>What they were charged with together, as far as the provider told.</summary>
    public decimal Amount { get; init; }

    /// <summary>What the amount counts.</summary>
    public string? Unit { get; init; }

    /// <summary>How many calls were, or may have been, charged with an amount that is not known.</summary>
    public int Unknown { get; init; }

    /// <summary>The amount and its unit.</summary>
    public override string ToString() =>
        $"{Amount.ToString("0.######", CultureInfo.InvariantCulture)} {Unit}".TrimEnd();
}
