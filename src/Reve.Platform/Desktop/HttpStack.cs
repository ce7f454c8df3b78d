using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Http;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Platform;

/// <summary>The HTTP client of .NET Framework.</summary>
public static class HttpStack
{
    /// <summary>
    /// Whether the policy is applied to each connection. .NET Framework gives no access to the connection, so that
    /// names are resolved before the request.
    /// </summary>
    public static bool ChecksConnections => false;

    /// <summary>
    /// Whether a body is resent only when the host did not process the request. .NET Framework also resends it when a
    /// connection was closed.
    /// </summary>
    public static bool ResendsOnlyRefused => false;

    /// <summary>The schemes that the address of a proxy may have.</summary>
    public static IReadOnlyList<string> ProxySchemes { get; } = ["http"];

    /// <summary>The proxy of the system.</summary>
    public static IWebProxy? DefaultProxy => WebRequest.DefaultWebProxy;

    /// <summary>Has no effect. .NET Framework supports HTTP/1.1 only.</summary>
    public static void PreferHttp2(HttpRequestMessage request) => ArgumentNullException.ThrowIfNull(request);

    /// <summary>Opens the body of a response.</summary>
    public static Task<Stream> OpenBodyAsync(HttpContent content, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        cancellation.ThrowIfCancellationRequested();
        return content.ReadAsStreamAsync();
    }

    /// <summary>
    /// Whether a proxy refused the request because it requires credentials. .NET Framework returns 407 like any other
    /// status; other runtimes report it as text only.
    /// </summary>
    public static bool IsProxyRefusal(Exception failure) =>
        failure is HttpRequestException && failure.Message.Contains("'407'");

    /// <summary>Creates a handler that follows no redirects and keeps no cookies.</summary>
    public static HttpMessageHandler CreateHandler(HandlerSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = settings.UseProxy,
            Proxy = settings.Proxy,
            MaxConnectionsPerServer = 64,
            SslProtocols = SslProtocols.Tls12,
        };
        if (settings.SkipCertificateCheck)
        {
#pragma warning disable CA5359 // Requested with -SkipCertificateCheck.
            handler.ServerCertificateCustomValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        return handler;
    }
}
