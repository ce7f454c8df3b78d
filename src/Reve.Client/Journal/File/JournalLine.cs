namespace Reve.Journal;

/// <summary>A line that was read from a journal.</summary>
/// <param name="Number">The number of the line, from 1.</param>
/// <param name="Record">The record; null when the line cannot be read.</param>
/// <param name="IsTorn">Whether a crash or a full disk cut the line short while it was written.</param>
internal sealed record JournalLine(int Number, JournalRecord? Record, bool IsTorn)
{
    public bool IsDamaged => Record is null && !IsTorn;
}
