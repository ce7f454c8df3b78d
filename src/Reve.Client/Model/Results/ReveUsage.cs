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

    /// <summary>The charged amount in USD; null when it is not known.</summary>
    public decimal? UsdAmount { get; init; }

    /// <summary>Whether the amount in USD is an estimate, because the worth of the unit is one.</summary>
    public bool IsUsdEstimate { get; init; }

    /// <summary>The remaining balance, when the provider reports it.</summary>
    public decimal? Remaining { get; init; }

    /// <summary>Further information about the charge, under the provider's names.</summary>
    public IReadOnlyDictionary<string, object> Details { get; init; } = new Dictionary<string, object>();

    /// <summary>The amount and its unit, and the amount in USD.</summary>
    public override string ToString()
    {
        if (Amount is not { } amount) return "";
        var text = $"{Format(amount)} {Unit}".TrimEnd();
        if (UsdAmount is not { } dollars || Unit == Usd || amount == 0) return text;
        return $"{text} ({(IsUsdEstimate ? "about " : "")}{Format(dollars)} {Usd})";
    }

    /// <summary>The usage with its amount in USD, by the worth of the provider's unit.</summary>
    internal ReveUsage At(ProviderInfo provider) => UsdAmount is not null || Amount is null || Unit != provider.Unit
        ? this
        : this with { UsdAmount = Amount * provider.UnitWorth, IsUsdEstimate = provider.IsUnitWorthEstimate };

    private static string Format(decimal amount) => amount.ToString("0.######", CultureInfo.InvariantCulture);
}
