using System.Linq;
using System;
using Reve.Providers;

namespace Reve;

/// <summary>Everything that can be wrong with a connection, found before a byte is sent.</summary>
internal static class ConnectionValidator
{
    private static readonly string[] s_ours =
    [
        "Authorization", "Host", "Content-Type", "Content-Length", "Transfer-Encoding", "Connection", "Expect",
        "Upgrade",
    ];

    public static void Check(ReveConnection connection)
    {
        connection.Network.Check();
        if (connection.Provider.BaseUri is null) return;
        if (connection.Key is null or { IsEmpty: true } && connection.Provider.NeedsKey)
        {
            throw Faults.ApiKeyMissing([connection.Provider]);
        }

        if (connection.Key is { CanTravel: false }) throw Faults.ApiKeyInvalid(connection.Provider);
        if (connection.BareKey && !connection.Provider.TakesBareKey)
        {
            throw Faults.BareKeyNotSupported(connection.Provider);
        }

        CheckAddress(connection.Address!);
        CheckProxy(connection.Address!, connection.Network.Proxy);
        foreach (var header in connection.Headers) CheckHeader(header.Key, header.Value);
    }

    private static void CheckAddress(Uri address)
    {
        if (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.Host.Length == 0
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw Faults.BaseUriInvalid(address.OriginalString);
        }

        if (address.Scheme == "http" && !address.IsLoopback) throw Faults.BaseUriInsecure(address);
    }

    /// <summary>An http address is one of this machine; another machine's proxy would see the key.</summary>
    private static void CheckProxy(Uri address, Uri? proxy)
    {
        if (address.Scheme == "http" && proxy is { IsLoopback: false }) throw Faults.ProxyInsecure(address, proxy);
    }

    private static void CheckHeader(string name, string value)
    {
        var isOurs = s_ours.Contains(name, StringComparer.OrdinalIgnoreCase);
        var canTravel = value.All(letter => letter is >= ' ' and <= '~');
        if (isOurs) throw Faults.HeaderInvalid(name, "is sent already");
        if (name.Length == 0 || !name.All(IsTokenLetter)) throw Faults.HeaderInvalid(name, "is not a header name");
        if (!canTravel) throw Faults.HeaderInvalid(name, "has a value that cannot travel");
    }

    private static bool IsTokenLetter(char letter) =>
        letter is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')
        || "!#$%&'*+-.^_`|~".IndexOf(letter) >= 0;
}
