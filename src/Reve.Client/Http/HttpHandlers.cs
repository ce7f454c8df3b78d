using System;
using System.Net;
using System.Net.Http;
using System.Reflection;
using System.Threading;

namespace Reve.Http;

/// <summary>The process's HTTP connections: made when first needed, shared by every call.</summary>
/// <remarks>
/// No redirect is followed and no cookie kept: a paid request goes where it was addressed, once. Time-outs belong to
/// each attempt, so the client itself has none.
/// </remarks>
internal static class HttpHandlers
{
    private static readonly Lazy<HttpClient> s_shared = new(Create);

    public static HttpClient Shared => s_shared.Value;

    public static string UserAgent { get; } = "Reve/" + Version();

    private static HttpClient Create() =>
        new(CreateHandler(), disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };

#if NET
    public static void PreferHttp2(HttpRequestMessage request)
    {
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
    }

    private static SocketsHttpHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(30),
        // A connection that the other side has quietly dropped would make a paid call's outcome unknown.
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };
#else
    // The .NET Framework speaks HTTP/1.1 only.
    public static void PreferHttp2(HttpRequestMessage request) => _ = request;

    private static HttpClientHandler CreateHandler() => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        MaxConnectionsPerServer = 64,
        SslProtocols = System.Security.Authentication.SslProtocols.Tls12,
    };
#endif

    private static string Version() =>
        typeof(HttpHandlers).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
            .InformationalVersion.Split('+')[0];
}
