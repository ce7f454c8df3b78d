using System;
using System.Management.Automation;
using System.Security;
using System.Threading;
using Reve.Parameters;
using Reve.Providers;

namespace Reve.Hosting;

/// <summary>The base class of cmdlets that send requests to a provider.</summary>
public abstract class ProviderCmdlet : ReveCmdlet
{
    private protected ProviderCmdlet()
    {
    }

    /// <summary>The provider.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Provider { get; set; }

    /// <summary>The API key, as a string or a SecureString.</summary>
    [Parameter]
    [ApiKeyTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>The base address that replaces the provider's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BaseUri { get; set; }

    /// <summary>A connection from Connect-Reve -PassThru, in place of the connection of the session.</summary>
    [Parameter]
    [ValidateNotNull]
    public ReveConnection? Connection { get; set; }

    /// <summary>The time limit of one attempt in seconds; 0 for no limit.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public int TimeoutSec { get; set; } = 300;

    /// <summary>The maximum number of retries of a call that was not charged.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 3;

    /// <summary>The seconds before the first retry. Each further wait is about twice as long.</summary>
    [Parameter]
    [ValidateRange(1, 3_600)]
    public int RetryIntervalSec { get; set; } = 2;

    /// <summary>The number of calls that run at a time.</summary>
    [Parameter]
    [ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 5;

    internal static CallPolicy CreatePolicy(
        int timeoutSec, int maximumRetryCount, int retryIntervalSec, ReveConnection? connection) => new()
    {
        Timeout = timeoutSec == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(timeoutSec),
        MaximumRetryCount = maximumRetryCount,
        RetryInterval = TimeSpan.FromSeconds(retryIntervalSec),
        MaximumRetryDelay = connection?.MaximumRetryDelay ?? new CallPolicy().MaximumRetryDelay,
    };

    /// <summary>Returns the connection that the parameters, the session and the environment determine.</summary>
    /// <param name="provider">The provider; null uses that of the connection, session or environment.</param>
    private protected ReveConnection Connect(string? provider) => Demand(() =>
    {
        if (Connection is not null && (Provider ?? BaseUri ?? (object?)ApiKey) is not null)
        {
            throw ConnectionAndProvider();
        }

        var resolved = new ConnectionResolver(ProviderRegistry.All) { Session = Connection ?? Session.Connection }
            .Resolve(provider, ApiKey is null ? null : Reve.ApiKey.From(ApiKey), BaseUri);
        if (resolved.BaseUri is { } address) Session.Trust(address);
        return resolved;
    });

    private protected ReveClient Open(ReveConnection connection) =>
        Demand(() => new ReveClient(connection, PolicyFor(connection)));

    private protected virtual CallPolicy PolicyFor(ReveConnection connection) =>
        CreatePolicy(TimeoutSec, MaximumRetryCount, RetryIntervalSec, connection) with
        {
            NoticeLevel = Streams.NoticeLevel,
        };

    private static ReveException ConnectionAndProvider() => new(
        ReveErrorKind.OptionConflict,
        "-Connection cannot be used with -Provider, -ApiKey or -BaseUri: the connection contains all three.",
        "Omit -Connection, or omit the other parameters.");
}
