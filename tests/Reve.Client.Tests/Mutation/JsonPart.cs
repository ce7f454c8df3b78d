using System;

namespace Reve.Tests.Mutation;

/// <summary>The place of a value in JSON text.</summary>
/// <param name="Value">The place of the value.</param>
/// <param name="Name">The place of its name; null for an item of a list and for a whole document.</param>
internal sealed record JsonPart(Range Value, Range? Name)
{
    /// <summary>The place of the name and the value.</summary>
    public Range Member => (Name ?? Value).Start..Value.End;
}
