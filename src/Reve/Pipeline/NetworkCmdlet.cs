using System;
using System.Management.Automation;

namespace Reve.Pipeline;

/// <summary>What every cmdlet shares that sends or fetches: for how long, how often, and how many at a time.</summary>
public abstract class NetworkCmdlet : ReveCmdlet
{
    private protected NetworkCmdlet()
    {
    }

    /// <summary>How many seconds one attempt may take.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>How often a call that was not charged is tried again.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>The seconds before the first retry; they double from there, with jitter.</summary>
    [Parameter]
    [ValidateRange(1, 3_600)]
    public int RetryIntervalSec { get; set; } = 2;

    /// <summary>The longest wait between two attempts, whoever asks for it.</summary>
    [Parameter]
    [ValidateRange(1, 86_400)]
    public int MaximumRetryDelaySec { get; set; } = 120;

    /// <summary>How many calls run at a time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 5;

    private protected virtual bool SendsUnknownOutcomesAgain => false;

    private protected CallPolicy Policy => new()
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
        MaximumRetryDelay = TimeSpan.FromSeconds(MaximumRetryDelaySec),
        RetryUnknownOutcome = SendsUnknownOutcomesAgain,
    };
}
