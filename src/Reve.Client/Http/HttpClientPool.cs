using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Threading;

namespace Reve.Http;

/// <summary>
/// The process's HTTP connections: one set for each distinct proxy and certificate setting, made when first needed,
/// shared by every call of the process.
/// </summary>
/// <remarks>
/// No redirect is followed and no cookie kept: a paid request goes where it was addressed, once. Time-outs belong to
/// each attempt, so the client itself has none.
/// </remarks>
internal static class HttpClientPool
{
    private const int MostKept = 16;

    private static readonly object s_gate = new();

    // The one used last comes first.
    private static readonly List<(NetworkSettings Settings, HttpClient Client)> s_kept = [];

    public static string UserAgent { get; } = "Reve/" + Version();

    /// <summary>The connections that a request to the address goes out by.</summary>
    public static HttpClient For(NetworkSettings settings, Uri address) =>
        Shared(LeadsAway(settings, address) ? settings with { NoProxy = true } : settings);

    private static HttpClient Shared(NetworkSettings settings)
    {
        lock (s_gate)
        {
            var place = s_kept.FindIndex(kept => kept.Settings == settings);
            var found = place < 0 ? (settings, Create(settings)) : s_kept[place];
            if (place >= 0) s_kept.RemoveAt(place);
            s_kept.Insert(0, found);
            // The one that goes is not disposed of: calls may still be under way on it, and were paid for.
            if (s_kept.Count > MostKept) s_kept.RemoveAt(MostKept);
            return found.Item2;
        }
    }

    /// <summary>
    /// Whether the default proxy would carry what this machine says to itself, unencrypted, to another machine.
    /// </summary>
    private static bool LeadsAway(NetworkSettings settings, Uri address) =>
        settings is { Proxy: null, NoProxy: false } && address is { Scheme: "http", IsLoopback: true }
        && DefaultProxy?.GetProxy(address) is { IsLoopback: false };

    private static HttpClient Create(NetworkSettings settings) =>
        new(CreateHandler(settings), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

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

    private static SocketsHttpHandler CreateHandler(NetworkSettings settings)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !settings.NoProxy,
            Proxy = ProxyOf(settings),
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            EnableMultipleHttp2Connections = true,
            // A connection that the other side has quietly dropped would make a paid call's outcome unknown.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        if (settings.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // It is what -SkipCertificateCheck asks for.
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return handler;
    }
#else
    private static IWebProxy? DefaultProxy => WebRequest.DefaultWebProxy;

    // The .NET Framework speaks HTTP/1.1 only.
    public static void PreferHttp2(HttpRequestMessage request) => _ = request;

    private static HttpClientHandler CreateHandler(NetworkSettings settings)
    {
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !settings.NoProxy,
            Proxy = ProxyOf(settings),
            AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
            MaxConnectionsPerServer = 64,
            SslProtocols = System.Security.Authentication.SslProtocols.Tls12,
        };
        if (settings.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // It is what -SkipCertificateCheck asks for.
            handler.ServerCertificateCustomValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return handler;
    }
#endif

    private static string Version() =>
        typeof(HttpClientPool).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
