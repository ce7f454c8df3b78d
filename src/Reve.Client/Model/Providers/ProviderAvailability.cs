using System;

namespace Reve;

/// <summary>What is known about whether a provider still serves its model. Only a paid request proves it.</summary>
/// <param name="State">What is known.</param>
/// <param name="AsOf">The day of the newest source.</param>
/// <param name="Note">The reason, as a sentence.</param>
public sealed record ProviderAvailability(ProviderState State, DateTime? AsOf, string Note)
{
    /// <summary>The state.</summary>
    public override string ToString() => State.ToString();
}
