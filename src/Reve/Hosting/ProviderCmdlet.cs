using System;
using System.Collections.Generic;
using System.Linq;
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

    /// <summary>The provider, or several in the order in which they are used.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ProviderCompleter))]
    [ValidateNotNullOrEmpty]
    public string[]? Provider { get; set; }

    /// <summary>The API key, as a string or a SecureString.</summary>
    [Parameter]
    [ApiKeyTransformation]
    public SecureString? ApiKey { get; set; }

    /// <summary>The base address that replaces the provider's own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BaseUri { get; set; }

    /// <summary>Connections from Connect-Reve -PassThru, in place of the connection of the session.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public ReveConnection[]? Connection { get; set; }

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

    /// <summary>Whether a connection is specified, at least in part.</summary>
    private protected bool IsConnectionSpecified => (Provider ?? BaseUri ?? (object?)ApiKey ?? Connection) is not null;

    /// <summary>
    /// Returns the connections that the parameters, the session and the environment determine, in the order in which
    /// they are used.
    /// </summary>
    private protected IReadOnlyList<ReveConnection> Connect() => Demand(Resolve);

    /// <summary>Returns the connection to one provider.</summary>
    /// <exception cref="ReveException">The connection cannot be determined.</exception>
    private protected ReveConnection Resolve(string? provider) => Resolve(provider, Session.Connection);

    private protected ReveClient Open(ReveConnection connection) =>
        Demand(() => new ReveClient(connection, PolicyFor(connection)));

    private protected virtual CallPolicy PolicyFor(ReveConnection connection) =>
        CreatePolicy(TimeoutSec, MaximumRetryCount, RetryIntervalSec, connection) with
        {
            NoticeLevel = Streams.NoticeLevel,
        };

    private IReadOnlyList<ReveConnection> Resolve()
    {
        if (Connection is not null)
        {
            if ((Provider ?? BaseUri ?? (object?)ApiKey) is not null) throw ConnectionParameterErrors.BothSpecified();
            return [.. Connection.Select(connection => Resolve(provider: null, connection))];
        }

        if (Provider is null) return [Resolve(provider: null)];
        if (Provider.Length > 1 && (BaseUri ?? (object?)ApiKey) is not null)
        {
            throw ConnectionParameterErrors.SeveralProviders();
        }

        return [.. Provider.Select(Resolve)];
    }

    private ReveConnection Resolve(string? provider, ReveConnection? session)
    {
        var resolved = new ConnectionResolver(ProviderRegistry.All) { Session = session }
            .Resolve(provider, ApiKey is null ? null : Reve.ApiKey.From(ApiKey), BaseUri);
        if (resolved.BaseUri is { } address) Session.Trust(address);
        return resolved;
    }
}
