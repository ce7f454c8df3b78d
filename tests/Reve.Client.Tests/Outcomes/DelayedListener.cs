using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Reve.Tests.Outcomes;

/// <summary>An address that refuses connections until it is opened, and then forwards them.</summary>
internal sealed class DelayedListener : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Uri _target;

    public DelayedListener(Uri target)
    {
        _target = target;
        // A bound port without a listener is reserved and refuses connections.
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_socket.LocalEndPoint!).Port}");
    }

    public Uri Address { get; }

    public void Open()
    {
        _socket.Listen();
        _ = AcceptAllAsync();
    }

    public void Dispose() => _socket.Dispose();

    private async Task AcceptAllAsync()
    {
        try
        {
            while (true) _ = ForwardAsync(await _socket.AcceptAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The listener is closed.
        }
    }

    private async Task ForwardAsync(Socket client)
    {
        using var host = new TcpClient();
        await host.ConnectAsync(_target.Host, _target.Port);
        await using var outside = new NetworkStream(client, ownsSocket: true);
        await using var inside = host.GetStream();
        await Task.WhenAny(outside.CopyToAsync(inside), inside.CopyToAsync(outside));
    }
}
