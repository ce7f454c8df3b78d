using System.Management.Automation;
using System;
using Reve.Parameters;
using Reve.Providers;

namespace Reve.Hosting;

/// <summary>What every cmdlet shares that talks to a provider: whom, how often, and for how long.</summary>
public abstract class ConnectionCmdlet : AccessCmdlet
{
    private protected ConnectionCmdlet()
    {
    }

    /// <summary>The provider that makes the images.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Provider { get; set; }

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

    private protected ReveConnection Connect(string? provider) =>
        Resolve(new ConnectionResolver { Session = Session.Connection }, provider);

    private protected ReveClient Open(ReveConnection connection) => Demand(() => new ReveClient(connection, Policy));

    private protected virtual CallPolicy Policy => new()
    {
        Timeout = TimeSpan.FromSeconds(TimeoutSec),
        MaximumRetryCount = MaximumRetryCount,
        RetryInterval = TimeSpan.FromSeconds(RetryIntervalSec),
        MaximumRetryDelay = TimeSpan.FromSeconds(MaximumRetryDelaySec),
    };
}
