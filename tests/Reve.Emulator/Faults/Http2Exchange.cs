using System.Collections.Generic;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Reve.Emulator;

/// <summary>A broken answer in HTTP/2, frame by frame.</summary>
internal sealed class Http2Exchange(HttpContext context) : RawExchange(context)
{
    private readonly Http2Frames _frames = new(context.Features.Get<IHttp2StreamIdFeature>()!.StreamId);

    public override Task SendPartOfHeadersAsync(Reply reply) =>
        SendAsync(_frames.Headers(HeadersOf(reply, hasLength: true))[..^3]);

    public override Task SendHalfAsync(Reply reply, Fault fault)
    {
        var hasLength = fault is not (Fault.CloseInBody or Fault.CloseInChunks or Fault.EndChunksEarly);
        // An early end is in the same write, so that nothing of the server's comes between.
        var ends = fault is Fault.TruncateBody or Fault.EndChunksEarly;
        return SendAsync([.. _frames.Headers(HeadersOf(reply, hasLength)), .. _frames.Data(HalfOf(reply), ends)]);
    }

    public override Task EndAsync(Fault fault)
    {
        if (fault is not (Fault.TruncateBody or Fault.EndChunksEarly)) return CloseAsync();
        Context.Abort();
        return Task.CompletedTask;
    }

    /// <summary>Resets the stream with an error code.</summary>
    public void ResetStream(int errorCode) => Context.Features.Get<IHttpResetFeature>()!.Reset(errorCode);

    /// <summary>Announces that the connection ends.</summary>
    /// <param name="errorCode">The error code.</param>
    /// <param name="isProcessed">Whether this stream is among those that may have been processed.</param>
    public Task GoAwayAsync(int errorCode, bool isProcessed) => SendAsync(_frames.GoAway(errorCode, isProcessed));

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(Reply reply, bool hasLength)
    {
        yield return new(":status", $"{reply.Status}");
        yield return new("content-type", reply.ContentType);
        foreach (var (name, value) in reply.Headers) yield return new(name.ToLowerInvariant(), value);

        if (hasLength) yield return new("content-length", $"{reply.Body.Length}");
    }
}
