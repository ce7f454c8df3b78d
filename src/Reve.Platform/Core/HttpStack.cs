using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Platform;

/// <summary>The HTTP client of .NET.</summary>
public static class HttpStack
{
    /// <summary>Whether the policy is applied to each connection, so that names need not be resolved before.</summary>
    public static bool ChecksConnections => true;

    /// <summary>
    /// Whether a body is resent only when an HTTP/2 host said that it did not process the request, with GOAWAY or
    /// REFUSED_STREAM. That is so without Expect: 100-continue.
    /// </summary>
    public static bool ResendsOnlyRefused => true;

    /// <summary>The schemes that the address of a proxy may have.</summary>
    public static IReadOnlyList<string> ProxySchemes { get; } = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <summary>The proxy of the system.</summary>
    public static IWebProxy? DefaultProxy => HttpClient.DefaultProxy;

    /// <summary>Requests HTTP/2 where the host supports it.</summary>
    public static void PreferHttp2(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
    }

    /// <summary>Opens the body of a response.</summary>
    public static Task<Stream> OpenBodyAsync(HttpContent content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        return content.ReadAsStreamAsync(cancellation);
    }

    /// <summary>Whether a proxy refused the request because it requires credentials.</summary>
    public static bool IsProxyRefusal(Exception failure) =>
        failure is HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } tunnel
        && tunnel.StatusCode == HttpStatusCode.ProxyAuthenticationRequired;

    /// <summary>Creates a handler that follows no redirects and keeps no cookies.</summary>
    public static HttpMessageHandler CreateHandler(HandlerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = settings.UseProxy,
            Proxy = settings.Proxy,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            EnableMultipleHttp2Connections = true,
            // A connection that the host dropped silently would make the outcome of a paid call unknown.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
        if (settings.Policy is { } policy) handler.ConnectCallback = new CheckedConnection(policy).OpenAsync;
        if (settings.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // Requested with -SkipCertificateCheck.
            handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return handler;
    }
}
