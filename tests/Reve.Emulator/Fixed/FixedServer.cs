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
    private readonly ConcurrentDictionary<FixedConnection, bool> _connections = [];
    private readonly byte[] _response;
    private readonly ManualResetEventSlim _isResumed = new();
    private readonly int _pauseAt;
    private int _requests;
    private int _paused;

    /// <param name="response">The whole response: head and body.</param>
    /// <param name="pauseAt">The number of bytes after which each response to a POST pauses; null for none.</param>
    public FixedServer(byte[] response, int? pauseAt = null)
    {
        _response = response;
        _pauseAt = pauseAt ?? response.Length;
        if (pauseAt is null) _isResumed.Set();
        _listener.Start(backlog: 512);
        new Thread(Accept) { IsBackground = true, Name = nameof(FixedServer) }.Start();
    }

    public Uri Address => new($"http://{_listener.LocalEndpoint}");

    /// <summary>The number of requests so far.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The number of responses that have paused.</summary>
    public int Paused => Volatile.Read(ref _paused);

    /// <summary>Ends the pause of all responses.</summary>
    public void Resume() => _isResumed.Set();

    public void Dispose()
    {
        Resume();
        _listener.Dispose();
        foreach (var connection in _connections.Keys) connection.Dispose();
    }

    internal void Respond(Socket socket, bool mayPause)
    {
        Interlocked.Increment(ref _requests);
        Send(socket, 0, _pauseAt);
        if (mayPause && !_isResumed.IsSet)
        {
            Interlocked.Increment(ref _paused);
            _isResumed.Wait();
        }

        Send(socket, _pauseAt, _response.Length);
    }

    internal void Remove(FixedConnection connection) => _connections.TryRemove(connection, out _);

    private void Send(Socket socket, int start, int end)
    {
        for (var sent = start; sent < end;) sent += socket.Send(_response.AsSpan(sent, end - sent));
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                var connection = new FixedConnection(_listener.AcceptSocket(), this);
                _connections[connection] = true;
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
