using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Emulator;

/// <summary>A proxy on this machine: tunnels by CONNECT, passes on whole addresses, and records both.</summary>
public sealed class ForwardProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<PassedRequest> _passed = new();
    private readonly MemoryStream _received = new();
    private readonly Task _work;

    private ForwardProxy()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _work = AcceptAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Who may pass, as name:password; null: everyone.</summary>
    public string? Credential { get; set; }

    /// <summary>The status that it refuses every request with; null: it refuses none.</summary>
    public int? Refusal { get; set; }

    public IReadOnlyList<PassedRequest> Requests => [.. _passed];

    /// <summary>All bytes that were sent to it, also those of tunnels.</summary>
    public byte[] Received
    {
        get { lock (_received) return _received.ToArray(); }
    }

    public static ForwardProxy Start() => new();

    /// <summary>Forgets what passed, and lets everyone through.</summary>
    public void Reset()
    {
        _passed.Clear();
        lock (_received) _received.SetLength(0);
        Credential = null;
        Refusal = null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // It was stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var near = client;
        try
        {
            var stream = near.GetStream();
            while (await ReadHeadAsync(stream) is { } head)
            {
                var request = Judge(head);
                _passed.Enqueue(request);
                if (request.Status == 0)
                {
                    await PassAsync(request, stream);
                    return;
                }

                var refusal = $"HTTP/1.1 {request.Status} Refused\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n";
                await stream.WriteAsync(Encoding.ASCII.GetBytes(refusal), _stop.Token);
                // What is still coming is read, or the close would reset the connection before the answer is seen.
                near.Client.Shutdown(SocketShutdown.Send);
                await stream.CopyToAsync(Stream.Null, _stop.Token);
                return;
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or SocketException
            or ObjectDisposedException)
        {
            // One of the two ends went away.
        }
    }

    private PassedRequest Judge(string head)
    {
        var lines = head.Split("\r\n");
        var words = lines[0].Split(' ');
        var authorization = lines.Where(line =>
            line.StartsWith("Proxy-Authorization:", StringComparison.OrdinalIgnoreCase))
            .Select(line => line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()).FirstOrDefault();
        var wanted = Credential is null ? null : "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Credential));
        var status = Refusal ?? (wanted is null || wanted == authorization ? 0 : 407);
        return new PassedRequest(words[0], words[1], authorization, status, head);
    }

    private async Task PassAsync(PassedRequest request, NetworkStream near)
    {
        var isTunnel = request.Method == "CONNECT";
        var target = new Uri(isTunnel ? "https://" + request.Target : request.Target);
        using var far = new TcpClient();
        await far.ConnectAsync(target.Host, target.Port, _stop.Token);
        var stream = far.GetStream();
        var first = isTunnel ? "HTTP/1.1 200 Connected\r\n\r\n" : PassedOn(request, target);
        await (isTunnel ? near : stream).WriteAsync(Encoding.ASCII.GetBytes(first), _stop.Token);
        await Task.WhenAny(CopyReceivedAsync(near, stream), stream.CopyToAsync(near, _stop.Token));
    }

    private async Task CopyReceivedAsync(NetworkStream near, NetworkStream far)
    {
        var block = new byte[16 * 1024];
        while (await near.ReadAsync(block, _stop.Token) is > 0 and var count)
        {
            Record(block.AsSpan(0, count));
            await far.WriteAsync(block.AsMemory(0, count), _stop.Token);
        }
    }

    private void Record(ReadOnlySpan<byte> bytes)
    {
        lock (_received) _received.Write(bytes);
    }

    /// <summary>The head as the host gets it. One request a connection, so that each of them is seen.</summary>
    private static string PassedOn(PassedRequest request, Uri target)
    {
        var lines = request.Text.Split("\r\n").Skip(1).Where(line => line.Length > 0
            && !line.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase)
            && !line.StartsWith("Connection:", StringComparison.OrdinalIgnoreCase));
        var head = string.Join("\r\n", lines);
        return $"{request.Method} {target.PathAndQuery} HTTP/1.1\r\n{head}\r\nConnection: close\r\n\r\n";
    }

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            Record(one);
            head.Append((char)one[0]);
            var isWhole = one[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal);
            if (isWhole) return head.ToString();
        }

        return null;
    }
}
