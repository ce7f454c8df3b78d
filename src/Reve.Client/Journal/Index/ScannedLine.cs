using System;

namespace Reve.Journal;

/// <summary>What the index of a journal needs of a line: which item and which call it belongs to.</summary>
internal struct ScannedLine
{
    public ItemKey Item { get; set; }

    public Guid Call { get; set; }

    /// <summary>Whether the names in the line are of the form that this module writes.</summary>
    public bool HasPlainNames { get; set; }
}
