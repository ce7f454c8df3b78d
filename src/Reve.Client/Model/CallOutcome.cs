using System;

namespace Reve;

/// <summary>
/// How an attempt of a paid call ended: the only record of it. Retry, budget, journal, errors and -Resume read this
/// record, and nothing else decides whether a call was charged.
/// </summary>
internal sealed record CallOutcome(OutcomeKind Kind, Billing Billing)
{
    public RetryDecision Retry { get; init; }

    /// <summary>How long the provider asks to wait before the next attempt.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The HTTP status of the response, or the status inside a response of success.</summary>
    public int? Status { get; init; }

    /// <summary>The provider's id of the call.</summary>
    public string? RequestId { get; init; }

    /// <summary>The id that this client gave the call; the same for all its attempts.</summary>
    public string? ClientRequestId { get; init; }

    /// <summary>What the provider says it charged.</summary>
    public ReveUsage? Usage { get; init; }

    /// <summary>The file that keeps a response of success that cannot be read.</summary>
    public string? ResponseFile { get; init; }

    /// <summary>The images, when <see cref="Kind"/> is <see cref="OutcomeKind.Succeeded"/>.</summary>
    public ProviderResponse? Response { get; init; }

    /// <summary>The task, when <see cref="Kind"/> is <see cref="OutcomeKind.Accepted"/>.</summary>
    public ReveTask? Task { get; init; }

    /// <summary>The error, for every other kind.</summary>
    public ReveException? Error { get; init; }
}
