using System;
using System.Globalization;

namespace Reve;

/// <summary>What a provider lists about a model. A listing does not prove that the model works.</summary>
public sealed record ReveModelListing
{
    private const int MaximumNoteLength = 500;

    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The operation.</summary>
    public required ReveOperation Operation { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>Whether the provider lists the model.</summary>
    public required ModelListingState State { get; init; }

    /// <summary>The day on which the model ends, when the provider announces it.</summary>
    public string? EndsOn { get; init => field = DisplayText.OfNullable(value, MaximumNoteLength); }

    /// <summary>The model that replaces it, when the provider names one.</summary>
    public string? Successor { get; init => field = DisplayText.OfNullable(value, MaximumNoteLength); }

    /// <summary>The listed price of one image; null when none is listed.</summary>
    public decimal? ListedPrice { get; init; }

    /// <summary>The unit of the listed price.</summary>
    public string? Unit { get; init => field = DisplayText.OfNullable(value, MaximumNoteLength); }

    /// <summary>Why the provider could not be queried, or how the price differs from the built-in one.</summary>
    public string? Note { get; init => field = DisplayText.OfNullable(value, MaximumNoteLength); }

    /// <summary>The time of the query.</summary>
    public DateTimeOffset QueriedAt { get; init; }

    /// <summary>The provider, the model and the state.</summary>
    public override string ToString() => string.Format(
        CultureInfo.InvariantCulture, "{0} {1}: {2}", Provider, Model, State);
}
