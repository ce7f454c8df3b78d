using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace Reve.Emulator;

/// <summary>A broken answer in HTTP/1.1.</summary>
internal sealed class Http1Exchange(HttpContext context) : RawExchange(context)
{
    public override Task SendPartOfHeadersAsync(Reply reply) =>
        SendAsync(Encoding.ASCII.GetBytes(Head(reply, LengthOf(reply))[..^2] + "X-Half"));

    public override Task SendHalfAsync(Reply reply, Fault fault) => SendAsync(fault switch
    {
        Fault.CloseInBody => Join(Head(reply, "Connection: close"), HalfOf(reply)),
        Fault.CloseInChunks or Fault.EndChunksEarly => Join(
            Head(reply, "Connection: close\r\nTransfer-Encoding: chunked") + $"{reply.Body.Length / 2:x}\r\n",
            [.. HalfOf(reply), .. "\r\n"u8]),
        _ => Join(Head(reply, LengthOf(reply)), HalfOf(reply)),
    });

    public override async Task EndAsync(Fault fault)
    {
        if (fault == Fault.EndChunksEarly) await SendAsync("0\r\n\r\n"u8.ToArray());
        await CloseAsync();
    }

    // The body lacks something also when it should be empty.
    private static string LengthOf(Reply reply) => $"Content-Length: {Math.Max(reply.Body.Length, 1)}";

    private static string Head(Reply reply, string framing) =>
        $"HTTP/1.1 {reply.Status} OK\r\nContent-Type: {reply.ContentType}\r\n"
        + string.Concat(reply.Headers.Select(header => $"{header.Key}: {header.Value}\r\n"))
        + $"{framing}\r\n\r\n";

    private static byte[] Join(string head, ReadOnlySpan<byte> body) => [.. Encoding.ASCII.GetBytes(head), .. body];
}
