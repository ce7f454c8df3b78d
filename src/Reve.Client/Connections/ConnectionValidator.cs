using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve.Connections;

/// <summary>Validates a connection before anything is sent.</summary>
internal static class ConnectionValidator
{
    private static readonly string[] s_reservedHeaders =
    [
        "Authorization", "Host", "Content-Type", "Content-Length", "Transfer-Encoding", "Connection", "Expect",
        "Upgrade",
    ];

    /// <param name="connection">The connection.</param>
    /// <param name="providers">The known providers, which an error may recommend.</param>
    /// <exception cref="ReveException">The connection is not valid.</exception>
    public static void Check(ReveConnection connection, IReadOnlyList<ProviderInfo> providers)
    {
        connection.Network.Check();
        if (connection.Provider.BaseUri is null) return;
        if (connection.Key is null or { IsEmpty: true } && connection.Provider.NeedsKey)
        {
            throw ConnectionErrors.ApiKeyMissing([connection.Provider]);
        }

        if (connection.Key is { IsEmpty: false, IsTooShort: true })
        {
            throw ConnectionErrors.ApiKeyTooShort(connection.Provider);
        }

        if (connection.Key is { IsValidInHeader: false }) throw ConnectionErrors.ApiKeyInvalid(connection.Provider);
        if (connection.BareKey && !connection.Provider.TakesBareKey)
        {
            throw ConnectionErrors.BareKeyNotSupported(connection.Provider, providers);
        }

        CheckAddress(connection.Address!);
        CheckProxy(connection.Address!, connection.Network.Proxy);
        foreach (var header in connection.Headers.Values) CheckHeader(header.Key, header.Value);
    }

    private static void CheckAddress(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.Host.Length == 0
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw ConnectionErrors.BaseUriInvalid(address.OriginalString);
        }

        if (address.Scheme == "http" && !address.IsLoopback) throw ConnectionErrors.BaseUriInsecure(address);
    }

    // An http address belongs to this machine. A proxy on another machine would receive the key unencrypted.
    private static void CheckProxy(Uri address, Uri? proxy)
    {
        if (address.Scheme == "http" && proxy is { IsLoopback: false })
        {
            throw ConnectionErrors.ProxyInsecure(address, proxy);
        }
    }

    private static void CheckHeader(string name, string value)
    {
        if (s_reservedHeaders.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw ConnectionErrors.HeaderInvalid(name, "is set by the module");
        }

        if (name.Length == 0 || !name.All(IsTokenCharacter))
        {
            throw ConnectionErrors.HeaderInvalid(name, "is not a valid header name");
        }

        if (!value.All(character => character is >= ' ' and <= '~'))
        {
            throw ConnectionErrors.HeaderInvalid(name, "has a value with characters that a header cannot contain");
        }
    }

    private static bool IsTokenCharacter(char character) =>
        character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
        || "!#$%&'*+-.^_`|~".IndexOf(character) >= 0;
}
