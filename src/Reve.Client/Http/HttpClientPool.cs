using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Threading;
using Reve.Platform;

namespace Reve.Http;

/// <summary>
/// The HTTP clients of the process: one for each combination of proxy and certificate settings, created on first use.
/// </summary>
/// <remarks>
/// Clients follow no redirects and keep no cookies, so that a paid request is sent once, to its own address. They have
/// no timeout, because each attempt has its own.
/// </remarks>
internal static class HttpClientPool
{
    private const int MostClients = 16;

    private static readonly object s_gate = new();

    // Most recently used first.
    private static readonly List<(Kind Kind, HttpClient Client)> s_clients = [];

    public static string UserAgent { get; } = "Reve/" + Version();

    /// <summary>The client for requests to an address.</summary>
    /// <param name="settings">The proxy and certificate settings.</param>
    /// <param name="address">The address.</param>
    /// <param name="policy">
    /// The addresses that may be connected to; null for an address that the user specified.
    /// </param>
    public static HttpClient For(NetworkSettings settings, Uri address, RemoteAddressPolicy? policy = null) =>
        Shared(new Kind(LeavesMachine(settings, address) ? settings with { NoProxy = true } : settings, policy));

    /// <summary>
    /// Whether the names of hosts must be resolved before a request, because the connection itself cannot be checked.
    /// </summary>
    public static bool NeedsResolution(NetworkSettings settings, Uri address)
    {
        if (!HttpStack.ChecksConnections) return true;
        if (settings.NoProxy || LeavesMachine(settings, address)) return false;
        return settings.Proxy is not null
            || (HttpStack.DefaultProxy?.GetProxy(address) is { } proxy && proxy != address);
    }

    private static HttpClient Shared(Kind kind)
    {
        lock (s_gate)
        {
            return s_clients.Count > 0 && s_clients[0].Kind == kind ? s_clients[0].Client : FindOrCreate(kind);
        }
    }

    private static HttpClient FindOrCreate(Kind kind)
    {
        var index = s_clients.FindIndex(entry => entry.Kind == kind);
        var found = index < 0 ? (kind, Create(kind)) : s_clients[index];
        if (index >= 0) s_clients.RemoveAt(index);
        s_clients.Insert(0, found);
        // A removed client is not disposed, because paid calls may still be using it.
        if (s_clients.Count > MostClients) s_clients.RemoveAt(MostClients);
        return found.Item2;
    }

    /// <summary>
    /// Whether the default proxy would send an unencrypted request for this machine to another machine.
    /// </summary>
    private static bool LeavesMachine(NetworkSettings settings, Uri address) =>
        settings is { Proxy: null, NoProxy: false } && address is { Scheme: "http", IsLoopback: true }
        && HttpStack.DefaultProxy?.GetProxy(address) is { IsLoopback: false };

    private static HttpClient Create(Kind kind) =>
        new(kind.Settings.Handler ?? HttpStack.CreateHandler(SettingsOf(kind)), disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    private static HandlerSettings SettingsOf(Kind kind) => new()
    {
        UseProxy = !kind.Settings.NoProxy,
        Proxy = ProxyOf(kind.Settings),
        SkipCertificateCheck = kind.Settings.SkipCertificateCheck,
        Policy = kind.Policy,
    };

    private static WebProxy? ProxyOf(NetworkSettings settings)
    {
        if (settings.Proxy is null) return null;
        var proxy = new WebProxy(settings.Proxy) { UseDefaultCredentials = settings.ProxyUseDefaultCredentials };
        if (settings.ProxyCredential is { } credential) proxy.Credentials = credential.Secret;
        return proxy;
    }

    private static string Version() =>
        typeof(HttpClientPool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    private sealed record Kind(NetworkSettings Settings, RemoteAddressPolicy? Policy);
}
