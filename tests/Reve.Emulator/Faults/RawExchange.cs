using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace Reve.Emulator;

/// <summary>
/// Writes an answer past the server, which would hold back, or take back, an answer that it knows to be broken.
/// </summary>
internal abstract class RawExchange(HttpContext context)
{
    // A reset takes back what the other side has not read yet, and so does the end of an encrypted connection.
    private static readonly TimeSpan s_timeToRead = TimeSpan.FromMilliseconds(100);

    protected HttpContext Context => context;

    public static RawExchange Of(HttpContext context) =>
        context.Request.Protocol == "HTTP/2" ? new Http2Exchange(context) : new Http1Exchange(context);

    /// <summary>Sends a part of the headers.</summary>
    public abstract Task SendPartOfHeadersAsync(Reply reply);

    /// <summary>Sends the headers and half of the body, with the framing that the fault is about.</summary>
    public abstract Task SendHalfAsync(Reply reply, Fault fault);

    /// <summary>Ends the half of a body that was sent, as the fault says.</summary>
    public abstract Task EndAsync(Fault fault);

    /// <summary>Resets the connection.</summary>
    public void Reset()
    {
        Socket.LingerState = new LingerOption(enable: true, seconds: 0);
        Socket.Close();
        context.Abort();
    }

    /// <summary>Resets the connection when what was sent has been read.</summary>
    public async Task ResetLaterAsync()
    {
        await Task.Delay(s_timeToRead, CancellationToken.None);
        Reset();
    }

    /// <summary>Closes the connection in good order, when what was sent has been read.</summary>
    public async Task CloseAsync()
    {
        if (context.Request.IsHttps) await Task.Delay(s_timeToRead, CancellationToken.None);
        Socket.Shutdown(SocketShutdown.Both);
    }

    protected static ReadOnlySpan<byte> HalfOf(Reply reply) => reply.Body.AsSpan(0, reply.Body.Length / 2);

    protected async Task SendAsync(byte[] bytes)
    {
        if (context.Request.IsHttps)
        {
            // The server's own end of the encrypted connection.
            await context.Features.Get<IConnectionTransportFeature>()!.Transport.Output.WriteAsync(bytes);
            return;
        }

        Socket.Send(bytes);
    }

    private Socket Socket => context.Features.Get<IConnectionSocketFeature>()!.Socket;
}
