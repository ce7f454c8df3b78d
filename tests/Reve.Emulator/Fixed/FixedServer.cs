using System;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace Reve.Emulator.Fixed;

/// <summary>
/// A server that sends the same response to every request. It allocates nothing for a request, so that memory can be
/// measured in its process.
/// </summary>
public sealed class FixedServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<FixedConnection> _connections = [];
    private readonly byte[] _response;
    private int _requests;

    /// <param name="response">The whole response: head and body.</param>
    public FixedServer(byte[] response)
    {
        _response = response;
        _listener.Start(backlog: 512);
        new Thread(Accept) { IsBackground = true, Name = nameof(FixedServer) }.Start();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>The number of requests so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var connection in _connections) connection.Dispose();
    }

    internal void Count() => Interlocked.Increment(ref _requests);

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = new FixedConnection(_listener.AcceptSocket(), _response, this);
                _connections.Add(connection);
                connection.Start();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException
            or InvalidOperationException)
        {
            // The server is disposed.
        }
    }
}
