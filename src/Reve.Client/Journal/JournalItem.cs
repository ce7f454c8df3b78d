using System;

namespace Reve.Journal;

/// <summary>An item of a run at one provider.</summary>
/// <param name="Request">The request of the item.</param>
/// <param name="Provider">The provider that it is sent to.</param>
/// <param name="Redact">Removes secrets from a value before it is encoded.</param>
internal sealed record JournalItem(
    ValidatedRequest Request, ProviderInfo Provider, Func<object?, object?> Redact);
