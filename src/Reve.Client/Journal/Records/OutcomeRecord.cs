using System.Collections.Generic;
using System.Linq;

namespace Reve.Journal;

/// <summary>The <see cref="CallOutcome"/> of an attempt.</summary>
internal sealed record OutcomeRecord : JournalRecord
{
    public required string Provider { get; init; }

    public required string Model { get; init; }

    public required OutcomeKind Kind { get; init; }

    public required Billing Billing { get; init; }

    /// <summary>The id of the error.</summary>
    public string? Error { get; init; }

    public string? RequestId { get; init; }

    public string? ClientRequestId { get; init; }

    /// <summary>The id of the task.</summary>
    public string? Task { get; init; }

    /// <summary>The addresses that the provider returned for the task.</summary>
    public ReveTaskLinks? TaskLinks { get; init; }

    /// <summary>The file that keeps a response that cannot be read.</summary>
    public string? ResponseFile { get; init; }

    public ReveUsage? Usage { get; init; }

    public IReadOnlyList<ImageRecord>? Images { get; init; }

    public override bool IsValid() => base.IsValid() && Provider is not null && Model is not null
        && (Usage is null || Usage.Details is not null)
        && Images?.All(image => image is not null) != false;
}
