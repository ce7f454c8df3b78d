using System.Collections.Generic;
using System.Globalization;
using System;
using Reve.Providers;

namespace Reve;

/// <summary>What is left on an account, as its provider tells.</summary>
public sealed record ReveBalance
{
    /// <summary>Who was asked.</summary>
    public required string Provider { get; init; }

    /// <summary>How much is left.</summary>
    public required decimal Amount { get; init; }

    /// <summary>What the amount counts: a currency, such as USD, or the provider's credits.</summary>
    public required string Unit { get; init; }

    /// <summary>What else the provider tells about the account, under its own names.</summary>
    public IReadOnlyDictionary<string, object> Details { get; init; } = new Dictionary<string, object>();

    /// <summary>When it was told.</summary>
    public DateTimeOffset AskedAt { get; init; }

    /// <summary>The amount and its unit.</summary>
    public override string ToString() => $"{Amount.ToString("0.######", CultureInfo.InvariantCulture)} {Unit}";
}
