using System;
using System.Linq;

namespace Reve;

/// <summary>How requests get out: through which proxy, and whether the other side's certificate must be good.</summary>
/// <remarks>Without a proxy it is the default one of the system or of the environment.</remarks>
public sealed record NetworkSettings
{
    private static readonly string[] s_schemes =
#if NET
        ["http", "https", "socks4", "socks4a", "socks5"];
#else
        ["http"];
#endif

    /// <summary>The system's proxy, and certificates that must be good.</summary>
    public static NetworkSettings Default { get; } = new();

    /// <summary>The proxy; null: the default one.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>Who we are to the proxy.</summary>
    public ProxyCredential? ProxyCredential { get; init; }

    /// <summary>Whether we are the current user to the proxy.</summary>
    public bool ProxyUseDefaultCredentials { get; init; }

    /// <summary>Whether every host is asked directly, whatever the system says.</summary>
    public bool NoProxy { get; init; }

    /// <summary>Whether any certificate will do.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>Finds what excludes each other, and a proxy that is no address of one.</summary>
    /// <exception cref="ReveException">The settings cannot be used.</exception>
    public void Check()
    {
        if (NoProxy && Proxy is not null) throw Faults.ProxyAndNoProxy();
        if (ProxyCredential is not null && ProxyUseDefaultCredentials) throw Faults.ProxyCredentialTwice();
        if (Proxy is null && ProxyCredential is not null) throw Faults.ProxyMissing("-ProxyCredential");
        if (Proxy is null && ProxyUseDefaultCredentials) throw Faults.ProxyMissing("-ProxyUseDefaultCredentials");
        if (Proxy is { } proxy) CheckAddress(proxy);
    }

    private static void CheckAddress(Uri proxy)
    {
        // What stands before the @ is a password, and an error must not repeat it.
        if (proxy.OriginalString.IndexOf('@') >= 0) throw Faults.ProxyHasPassword();
        if (!proxy.IsAbsoluteUri || !s_schemes.Contains(proxy.Scheme) || proxy.Host.Length == 0)
        {
            throw Faults.ProxyInvalid(proxy.OriginalString, s_schemes);
        }
    }
}
