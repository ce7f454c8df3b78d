using System;

namespace Reve.Journal;

/// <summary>An image has its file, or gets it in the next step.</summary>
internal sealed record SavedRecord : JournalRecord
{
    /// <summary>The place of the image in its response.</summary>
    public required int Place { get; init; }

    /// <summary>The path of the file, relative to the folder of the journal, with slashes.</summary>
    public required string Name { get; init; }

    public required long Length { get; init; }

    public required string Hash { get; init; }

    /// <summary>When the file was last written; null in older journals.</summary>
    public DateTimeOffset? Written { get; init; }

    public override bool IsValid() => base.IsValid() && Name is not null && Hash is not null && Place >= 0;
}
