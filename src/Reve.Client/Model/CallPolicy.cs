using System;

namespace Reve;

/// <summary>How long a call may take and how often it is tried.</summary>
public sealed record CallPolicy
{
    /// <summary>How long one attempt may take, its answer's body included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How often a call that was not charged is tried again.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>The first wait between two attempts; it doubles from there, with jitter.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between two attempts, whoever asks for it.</summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Whether a call whose outcome is unknown, and that may have been charged, is sent again.</summary>
    public bool RetryUnknownOutcome { get; init; }

    /// <summary>The most that all calls of a client may cost, in the provider's unit; null: no limit.</summary>
    public decimal? CostLimit { get; init; }
}
