using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Reve.Platform;

namespace Reve.Http;

/// <summary>
/// The addresses that a URL from a host may lead to: those of the public internet, and those where the provider itself
/// is. Otherwise a host could make this machine send requests inside its own network.
/// </summary>
internal sealed class RemoteAddressPolicy : IConnectionPolicy, IEquatable<RemoteAddressPolicy>
{
    private readonly string[] _trusted;

    private RemoteAddressPolicy(IEnumerable<string> trusted) =>
        _trusted = [.. trusted.Distinct().OrderBy(host => host)];

    /// <summary>A policy with addresses that the user specified. Their hosts may be anywhere.</summary>
    public static RemoteAddressPolicy Trusting(params Uri?[] addresses) => new(
        addresses.OfType<Uri>().Where(address => address.IsAbsoluteUri).Select(HostOf));

    private bool TrustsThisMachine => _trusted.Any(host =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address)));

    /// <summary>Checks a URL before a request, as far as its address is known then.</summary>
    /// <param name="address">The URL.</param>
    /// <param name="resolves">
    /// Whether a name is resolved. It is not when the connection itself is checked. A proxy resolves names on its own,
    /// possibly to other addresses.
    /// </param>
    /// <param name="cancellation">Cancels the check.</param>
    /// <exception cref="AddressRefusedException">The URL leads to an address that is not allowed.</exception>
    public async Task RequireAsync(Uri address, bool resolves, CancellationToken cancellation)
    {
        var host = HostOf(address);
        if (_trusted.Contains(host)) return;
        IPAddress[] addresses = IPAddress.TryParse(host, out var literal) ? [literal]
            : resolves ? await ResolveAsync(host).ConfigureAwait(false)
            : [];
        await RequireAsync(host, addresses).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public async Task RequireAsync(string host, IPAddress[] addresses)
    {
        if (_trusted.Contains(host.ToLowerInvariant())) return;
        foreach (var address in addresses.Where(NonPublicAddress.Is))
        {
            var isTrusted = IPAddress.IsLoopback(address)
                ? TrustsThisMachine
                : await IsTrustedAsync(address).ConfigureAwait(false);
            if (!isTrusted) throw new AddressRefusedException(host);
        }
    }

    public bool Equals(RemoteAddressPolicy? other) => other is not null && _trusted.SequenceEqual(other._trusted);

    public override bool Equals(object? obj) => Equals(obj as RemoteAddressPolicy);

    public override int GetHashCode() => _trusted.Length;

    private static string HostOf(Uri address) => address.IdnHost.ToLowerInvariant();

    private async Task<bool> IsTrustedAsync(IPAddress address)
    {
        foreach (var host in _trusted)
        {
            if ((await ResolveAsync(host).ConfigureAwait(false)).Contains(address)) return true;
        }

        return false;
    }

    private static async Task<IPAddress[]> ResolveAsync(string host)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host).ConfigureAwait(false);
        }
        catch (SocketException)
        {
            // The request fails as well, or a proxy resolves the name.
            return [];
        }
    }
}
