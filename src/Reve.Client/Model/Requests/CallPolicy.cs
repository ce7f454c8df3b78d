using System;

namespace Reve;

/// <summary>Timeouts, retries and the cost limit of a client.</summary>
public sealed record CallPolicy
{
    /// <summary>The timeout of one attempt, including the body of the response.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>The number of retries of a call that was not charged.</summary>
    public int MaximumRetryCount { get; init; } = 3;

    /// <summary>The wait before the first retry, which doubles for each further one, with jitter.</summary>
    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest wait between two attempts, also when the provider requests more.</summary>
    public TimeSpan MaximumRetryDelay { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>Sends a call again when its outcome is unknown, although it may have been charged.</summary>
    public bool RetryUnknownOutcome { get; init; }

    /// <summary>The limit for the cost of all calls of a client; null for no limit.</summary>
    public CostLimit? CostLimit { get; init; }

    /// <summary>
    /// The least important notices that are created. Those of the debug level contain headers and bodies, which takes
    /// more time and memory than the rest of a small call.
    /// </summary>
    public ReveNoticeLevel NoticeLevel { get; init; } = ReveNoticeLevel.Verbose;
}
