using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Tests.Faults;

/// <summary>An https host whose TLS has a fault. It counts what it receives after a handshake.</summary>
internal sealed class TlsHost : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TlsFault? _fault;
    private readonly X509Certificate2? _certificate;
    private int _connections;
    private long _received;

    /// <summary>Starts a host with a fault.</summary>
    public TlsHost(TlsFault fault)
        : this(fault, fault <= TlsFault.UntrustedRoot ? CreateCertificate(fault) : null)
    {
    }

    /// <summary>Starts a host with a certificate.</summary>
    public TlsHost(X509Certificate2 certificate)
        : this(null, certificate)
    {
    }

    private TlsHost(TlsFault? fault, X509Certificate2? certificate)
    {
        (_fault, _certificate) = (fault, certificate);
        _listener.Start();
        Address = new Uri($"https://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    /// <summary>The response to all requests; none by default.</summary>
    public byte[]? Response { get; init; }

    /// <summary>The number of connections.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The number of bytes that were sent to the host over TLS.</summary>
    public long Received => Interlocked.Read(ref _received);

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _certificate?.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException
            or ObjectDisposedException)
        {
            // The host is disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        Interlocked.Increment(ref _connections);
        try
        {
            if (_certificate is not null) await ReceiveAsync(client.GetStream());
            else await BreakHandshakeAsync(client);
        }
        catch (Exception exception) when (exception is IOException or SocketException or AuthenticationException
            or OperationCanceledException or ObjectDisposedException)
        {
            // The client does not accept the connection.
        }
    }

    private async Task ReceiveAsync(NetworkStream stream)
    {
        await using var tls = new SslStream(stream);
        await tls.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
        var block = new byte[4096];
        while (await tls.ReadAsync(block, _stop.Token) is > 0 and var count)
        {
            Interlocked.Add(ref _received, count);
            if (Response is null) continue;
            await tls.WriteAsync(Response, _stop.Token);
            await tls.ShutdownAsync();
        }
    }

    private static X509Certificate2 CreateCertificate(TlsFault fault)
    {
        using var authority = new TestAuthority();
        return authority.Issue(fault);
    }

    private async Task BreakHandshakeAsync(TcpClient client)
    {
        var stream = client.GetStream();
        _ = await stream.ReadAsync(new byte[4096], _stop.Token);
        switch (_fault)
        {
            case TlsFault.ResetInHandshake:
                client.LingerState = new LingerOption(enable: true, seconds: 0);
                break;
            case TlsFault.PlainHttp:
                var response = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"u8.ToArray();
                await stream.WriteAsync(response, _stop.Token);
                break;
            case TlsFault.StallInHandshake:
                await Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token);
                break;
        }
    }
}
