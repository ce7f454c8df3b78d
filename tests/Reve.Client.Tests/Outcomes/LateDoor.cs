using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace Reve.Tests.Outcomes;

/// <summary>An address that refuses every connection until it is opened, and leads elsewhere from then on.</summary>
internal sealed class LateDoor : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Uri _leadsTo;

    public LateDoor(Uri leadsTo)
    {
        _leadsTo = leadsTo;
        // A port that is taken and not listened to stays ours, and refuses.
        _socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_socket.LocalEndPoint!).Port}");
    }

    public Uri Address { get; }

    public void Open()
    {
        _socket.Listen();
        _ = LetInAsync();
    }

    public void Dispose() => _socket.Dispose();

    private async Task LetInAsync()
    {
        try
        {
            while (true) _ = JoinAsync(await _socket.AcceptAsync());
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The door is shut.
        }
    }

    private async Task JoinAsync(Socket guest)
    {
        using var host = new TcpClient();
        await host.ConnectAsync(_leadsTo.Host, _leadsTo.Port);
        await using var outside = new NetworkStream(guest, ownsSocket: true);
        await using var inside = host.GetStream();
        await Task.WhenAny(outside.CopyToAsync(inside), inside.CopyToAsync(outside));
    }
}
