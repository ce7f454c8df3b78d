using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Http;

/// <summary>
/// The addresses that a URL from a host may lead to: those of the public internet, and those where the provider itself
/// is. Otherwise a host could make this machine send requests inside its own network.
/// </summary>
internal sealed class RemoteAddressPolicy : IEquatable<RemoteAddressPolicy>
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

    public bool Equals(RemoteAddressPolicy? other) => other is not null && _trusted.SequenceEqual(other._trusted);

    public override bool Equals(object? obj) => Equals(obj as RemoteAddressPolicy);

    public override int GetHashCode() => _trusted.Length;

#if NET
    /// <summary>
    /// Opens a connection. Its address is the one that was checked, whatever the name resolves to later.
    /// </summary>
    public async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var endpoint = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(endpoint.Host, cancellation).ConfigureAwait(false);
        var isProxy = context.InitialRequestMessage.RequestUri is { } target
            && (!string.Equals(target.IdnHost, endpoint.Host, StringComparison.OrdinalIgnoreCase)
                || target.Port != endpoint.Port);
        var host = endpoint.Host.ToLowerInvariant();
        if (!isProxy && !_trusted.Contains(host)) await RequireAsync(host, addresses).ConfigureAwait(false);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endpoint.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
#endif

    private static string HostOf(Uri address) => address.IdnHost.ToLowerInvariant();

    private async Task RequireAsync(string host, IEnumerable<IPAddress> addresses)
    {
        foreach (var address in addresses.Where(NonPublicAddress.Is))
        {
            var isTrusted = IPAddress.IsLoopback(address)
                ? TrustsThisMachine
                : await IsTrustedAsync(address).ConfigureAwait(false);
            if (!isTrusted) throw new AddressRefusedException(host);
        }
    }

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
