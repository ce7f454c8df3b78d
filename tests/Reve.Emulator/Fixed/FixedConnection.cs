using System;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace Reve.Emulator.Fixed;

/// <summary>One connection of a <see cref="FixedServer"/>, on a thread of its own.</summary>
internal sealed class FixedConnection : IDisposable
{
    private const int StackSize = 128 * 1024;

    private readonly Socket _socket;
    private readonly FixedServer _server;
    private readonly byte[] _block = new byte[64 * 1024];
    private bool _isPost;
    private int _start;
    private int _count;

    public FixedConnection(Socket socket, FixedServer server)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _server = server;
    }

    private ReadOnlySpan<byte> Received => _block.AsSpan(_start, _count);

    public void Start() =>
        new Thread(Serve, StackSize) { IsBackground = true, Name = nameof(FixedConnection) }.Start();

    public void Dispose() => _socket.Dispose();

    private void Serve()
    {
        try
        {
            while (ReadRequest()) _server.Respond(_socket, _isPost);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The client has closed the connection.
        }
        finally
        {
            _socket.Dispose();
            _server.Remove(this);
        }
    }

    private bool ReadRequest()
    {
        int length;
        while ((length = Received.IndexOf("\r\n\r\n"u8)) < 0)
        {
            if (!Receive()) return false;
        }

        _isPost = Received.StartsWith("POST"u8);
        var body = BodyLength(Received[..length]);
        Skip(length + 4);
        while (body > _count)
        {
            body -= _count;
            Skip(_count);
            if (!Receive()) return false;
        }

        Skip((int)body);
        return true;
    }

    private bool Receive()
    {
        if (_start > 0) Received.CopyTo(_block);
        _start = 0;
        var count = _socket.Receive(_block.AsSpan(_count));
        _count += count;
        return count > 0;
    }

    private void Skip(int count)
    {
        _start += count;
        _count -= count;
    }

    private static long BodyLength(ReadOnlySpan<byte> head)
    {
        foreach (var range in head.Split((byte)'\n'))
        {
            var line = head[range];
            var colon = line.IndexOf((byte)':');
            if (colon < 0 || !Ascii.EqualsIgnoreCase(line[..colon], "Content-Length"u8)) continue;
            var value = Ascii.Trim(line[(colon + 1)..]);
            return long.Parse(line[(colon + 1)..][value], NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return 0;
    }
}
