using System;
using System.Collections.Generic;

namespace Reve.Gallery;

/// <summary>One card of a gallery: an image, or a call that has none.</summary>
internal sealed record GalleryCard
{
    public required OutcomeKind Outcome { get; init; }

    public Billing? Billing { get; init; }

    public string? Error { get; init; }

    public string? Prompt { get; init; }

    public string? Revised { get; init; }

    public ReveOperation? Operation { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public string? Ratio { get; init; }

    /// <summary>The options as text.</summary>
    public string? Options { get; init; }

    public DateTimeOffset? When { get; init; }

    /// <summary>The day in the local time zone.</summary>
    public string? Day { get; init; }

    /// <summary>The link to the image; null when there is none.</summary>
    public string? File { get; init; }

    public string? Name { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public long? Bytes { get; init; }

    public IReadOnlyList<GallerySource>? Sources { get; init; }

    public decimal? Charge { get; init; }

    public string? Unit { get; init; }

    public decimal? Usd { get; init; }

    public bool? UsdEstimate { get; init; }

    public string? RequestId { get; init; }

    public string? ClientId { get; init; }

    public string? TaskId { get; init; }

    public string? Credentials { get; init; }

    public bool? IsFlagged { get; init; }

    /// <summary>The command that makes the image again; null when it is not known how it was made.</summary>
    public string? Command { get; init; }
}
