using System.Net;

namespace Reve.Platform;

/// <summary>The settings of an HTTP handler.</summary>
public sealed class HandlerSettings
{
    /// <summary>Whether a proxy is used: the specified one, or the default proxy of the system.</summary>
    public bool UseProxy { get; init; }

    /// <summary>The proxy; null for the default proxy.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>Skips certificate validation.</summary>
    public bool SkipCertificateCheck { get; init; }

    /// <summary>The addresses that may be connected to; null for all.</summary>
    public IConnectionPolicy? Policy { get; init; }
}
