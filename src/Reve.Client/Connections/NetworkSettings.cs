using System;
using System.Linq;
using System.Net.Http;
using Reve.Connections;
using Reve.Platform;

namespace Reve;

/// <summary>The proxy and the certificate validation of a connection.</summary>
/// <remarks>By default, requests use the default proxy of the system.</remarks>
public sealed record NetworkSettings
{
    /// <summary>The default proxy of the system, with certificate validation.</summary>
    public static NetworkSettings Default { get; } = new();

    /// <summary>The proxy; null for the default proxy.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Credentials for the proxy.</summary>
    public ProxyCredential? ProxyCredential { get; init; }

    /// <summary>Uses the credentials of the current user for the proxy.</summary>
    public bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>Connects directly, even when the system has a default proxy.</summary>
    public bool NoProxy { get; init; }

    /// <summary>Skips certificate validation.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>Whether paid calls share connections of HTTP/2, as all other requests do.</summary>
    internal bool SharesConnections { get; init; }

    /// <summary>Responds to requests in place of the network, in tests; null for the network.</summary>
    internal HttpMessageHandler? Handler { get; init; }

    /// <summary>Validates the settings.</summary>
    /// <exception cref="ReveException">Settings contradict each other, or the proxy is not valid.</exception>
    public void Check()
    {
        if (NoProxy && Proxy is not null) throw ConnectionErrors.ProxyAndNoProxy();
        if (ProxyCredential is not null && ProxyUseDefaultCredentials)
        {
            throw ConnectionErrors.ProxyCredentialAndDefaultCredentials();
        }

        if (Proxy is null && ProxyCredential is not null) throw ConnectionErrors.ProxyMissing("-ProxyCredential");
        if (Proxy is null && ProxyUseDefaultCredentials)
        {
            throw ConnectionErrors.ProxyMissing("-ProxyUseDefaultCredentials");
        }

        if (Proxy is { } proxy) CheckProxyAddress(proxy);
    }

    private static void CheckProxyAddress(Uri proxy)
    {
        // The error must not repeat a password that precedes the @.
        if (proxy.OriginalString.IndexOf('@') >= 0) throw ConnectionErrors.ProxyHasPassword();
        if (!proxy.IsAbsoluteUri || !HttpStack.ProxySchemes.Contains(proxy.Scheme) || proxy.Host.Length == 0)
        {
            throw ConnectionErrors.ProxyInvalid(proxy.OriginalString, HttpStack.ProxySchemes);
        }
    }
}
