using System.Collections.Generic;
using System.Linq;

namespace Reve.Journal;

/// <summary>A paid request is about to be sent.</summary>
internal sealed record StartedRecord : JournalRecord
{
    public int Index { get; init; }

    /// <summary>The id that this client gave the attempt.</summary>
    public string? ClientRequestId { get; init; }

    public required string Provider { get; init; }

    public required string Model { get; init; }

    public ReveOperation Operation { get; init; }

    public string? Prompt { get; init; }

    public string? AspectRatio { get; init; }

    public IReadOnlyDictionary<string, object>? Options { get; init; }

    /// <summary>The additional fields of the request body.</summary>
    public IReadOnlyDictionary<string, object?>? AdditionalBody { get; init; }

    /// <summary>The names of the input images.</summary>
    public IReadOnlyList<string>? Inputs { get; init; }

    public override bool IsValid() => base.IsValid() && Provider is not null && Model is not null
        && Inputs?.All(input => input is not null) != false;
}
