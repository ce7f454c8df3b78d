using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Threading;

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
#if NET
        if (settings.NoProxy || LeavesMachine(settings, address)) return false;
        return settings.Proxy is not null || (DefaultProxy?.GetProxy(address) is { } proxy && proxy != address);
#else
        return true;
#endif
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
        && DefaultProxy?.GetProxy(address) is { IsLoopback: false };

    private static HttpClient Create(Kind kind) =>
        new(kind.Settings.Handler ?? CreateHandler(kind.Settings, kind.Policy), disposeHandler: true)
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };

    private static WebProxy? ProxyOf(NetworkSettings settings)
    {
        if (settings.Proxy is null) return null;
        var proxy = new WebProxy(settings.Proxy) { UseDefaultCredentials = settings.ProxyUseDefaultCredentials };
        if (settings.ProxyCredential is { } credential) proxy.Credentials = credential.Secret;
        return proxy;
    }

#if NET
    private static IWebProxy? DefaultProxy => HttpClient.DefaultProxy;

    public static void PreferHttp2(HttpRequestMessage request)
    {
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
    }

    private static SocketsHttpHandler CreateHandler(NetworkSettings settings, RemoteAddressPolicy? policy)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !settings.NoProxy,
            Proxy = ProxyOf(settings),
            ConnectTimeout = TimeSpan.FromSeconds(30),
            EnableMultipleHttp2Connections = true,
            // A connection that the host dropped silently would make the outcome of a paid call unknown.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        if (policy is not null) handler.ConnectCallback = policy.ConnectAsync;
        if (settings.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // Requested with -SkipCertificateCheck.
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return handler;
    }
#else
    private static IWebProxy? DefaultProxy => WebRequest.DefaultWebProxy;

    // The .NET Framework supports HTTP/1.1 only.
    public static void PreferHttp2(HttpRequestMessage request) => _ = request;

    private static HttpClientHandler CreateHandler(NetworkSettings settings, RemoteAddressPolicy? policy)
    {
        // The .NET Framework has no access to the connection. Names are resolved before the request.
        _ = policy;
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !settings.NoProxy,
            Proxy = ProxyOf(settings),
            MaxConnectionsPerServer = 64,
            SslProtocols = System.Security.Authentication.SslProtocols.Tls12,
        };
        if (settings.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // Requested with -SkipCertificateCheck.
            handler.ServerCertificateCustomValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return handler;
    }
#endif

    private static string Version() =>
        typeof(HttpClientPool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];

    private sealed record Kind(NetworkSettings Settings, RemoteAddressPolicy? Policy);
}
