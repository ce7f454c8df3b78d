using System;
using System.IO;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Reve.Emulator;

/// <summary>Reads the request and sends the reply: as it should be, or with what was asked to go wrong.</summary>
internal static class Delivery
{
    private const int DripLength = 7;
    private const int SlowBlock = 64 * 1024;
    private static readonly TimeSpan s_slowPause = TimeSpan.FromMilliseconds(20);

    public static async Task ServeAsync(
        HttpContext context, RecordedRequest request, Func<Misbehaviour?> take, Func<Task<Reply>> answer)
    {
        try
        {
            var misbehaviour = take();
            switch (misbehaviour?.Fault)
            {
                case Fault.ResetBeforeBody:
                    RawExchange.Of(context).Reset();
                    return;
                case Fault.ResetStreamBeforeBody:
                    new Http2Exchange(context).ResetStream(misbehaviour.ErrorCode);
                    return;
                case Fault.StallBeforeBody:
                    await StallAsync(context, request);
                    return;
            }

            await ReadAsync(context, request, misbehaviour?.Fault == Fault.SlowBody);
            misbehaviour ??= take();
            // A test that waits for the request may end it now: what happens to it is decided.
            request.IsComplete = true;
            var fault = misbehaviour?.Fault ?? Fault.None;
            var reply = await ReplyAsync(misbehaviour, answer, context.RequestAborted);
            var isCutInBody = fault is Fault.StallInBody or Fault.TruncateBody or Fault.ResetInBody
                or Fault.CloseInBody or Fault.CloseInChunks or Fault.EndChunksEarly or Fault.ResetStreamInBody;
            if (isCutInBody) reply = await WholeAsync(reply, context.RequestAborted);
            await SendAsync(context, request, reply, misbehaviour);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException
            or SocketException or ObjectDisposedException or ConnectionAbortedException or BadHttpRequestException)
        {
            request.WasAborted = true;
        }
    }

    private static async Task ReadAsync(HttpContext context, RecordedRequest request, bool slowly)
    {
        using var body = new MemoryStream();
        try
        {
            var block = new byte[SlowBlock];
            while (slowly && await context.Request.Body.ReadAsync(block, context.RequestAborted) > 0)
            {
                await Task.Delay(s_slowPause, context.RequestAborted);
            }

            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            request.HasBody = true;
        }
        finally
        {
            request.Body = body.ToArray();
        }
    }

    /// <summary>The answer, or what the misbehaviour makes of it.</summary>
    public static async Task<Reply> ReplyAsync(
        Misbehaviour? misbehaviour, Func<Task<Reply>> answer, CancellationToken cancellation)
    {
        var isProcessed = misbehaviour is null or { Status: null, IsCharged: true } or { IsProcessed: true };
        var right = isProcessed ? await answer() : new Reply(200, [], "application/json");
        if (misbehaviour is null) return right;
        return misbehaviour.Over(misbehaviour.Change is null ? right : await WholeAsync(right, cancellation));
    }

    private static async Task SendAsync(
        HttpContext context, RecordedRequest request, Reply reply, Misbehaviour? misbehaviour)
    {
        var raw = RawExchange.Of(context);
        var fault = misbehaviour?.Fault ?? Fault.None;
        switch (fault)
        {
            case Fault.ResetAfterBody: raw.Reset(); break;
            case Fault.CloseAfterBody: await raw.CloseAsync(); break;
            case Fault.StallBeforeHeaders: await StallAsync(context, request); break;
            case Fault.StallInHeaders:
                await raw.SendPartOfHeadersAsync(reply);
                await StallAsync(context, request);
                break;
            case Fault.StallInBody:
                await raw.SendHalfAsync(reply, fault);
                await StallAsync(context, request);
                break;
            case Fault.ResetInBody:
                await raw.SendHalfAsync(reply, fault);
                await raw.ResetLaterAsync();
                break;
            case Fault.TruncateBody or Fault.CloseInBody or Fault.CloseInChunks or Fault.EndChunksEarly:
                await raw.SendHalfAsync(reply, fault);
                await raw.EndAsync(fault);
                break;
            case Fault.ResetStream or Fault.ResetStreamInBody or Fault.GoAwayBefore or Fault.GoAwayAfter:
                await BreakStreamAsync((Http2Exchange)raw, reply, misbehaviour!);
                break;
            default: await SendAsync(context, request, reply, fault == Fault.Drip ? DripLength : int.MaxValue); break;
        }
    }

    private static async Task BreakStreamAsync(Http2Exchange raw, Reply reply, Misbehaviour misbehaviour)
    {
        if (misbehaviour.Fault == Fault.ResetStreamInBody) await raw.SendHalfAsync(reply, misbehaviour.Fault);
        if (misbehaviour.Fault is Fault.ResetStream or Fault.ResetStreamInBody)
        {
            raw.ResetStream(misbehaviour.ErrorCode);
            return;
        }

        await raw.GoAwayAsync(misbehaviour.ErrorCode, isProcessed: misbehaviour.Fault == Fault.GoAwayAfter);
        await raw.CloseAsync();
    }

    private static async Task SendAsync(HttpContext context, RecordedRequest request, Reply reply, int pieceLength)
    {
        request.Status = reply.Status;
        context.Response.StatusCode = reply.Status;
        context.Response.ContentType = reply.ContentType;
        foreach (var header in reply.Headers) context.Response.Headers[header.Key] = header.Value;
        // The server breaks the connection when such a response has a body.
        if (reply.Status is 204 or 304) return;
        if (reply.Chunks is null)
        {
            request.ReplyBody = reply.Body;
            context.Response.ContentLength = reply.Body.Length;
            await WriteAsync(context, reply.Body, pieceLength);
            return;
        }

        await foreach (var chunk in reply.Chunks.WithCancellation(context.RequestAborted))
        {
            if (chunk is null) context.Abort();
            else await WriteAsync(context, chunk, pieceLength);
            request.ReplyBody = [.. request.ReplyBody, .. chunk ?? []];
        }
    }

    private static async Task WriteAsync(HttpContext context, byte[] bytes, int pieceLength)
    {
        var at = 0;
        do
        {
            var piece = bytes.AsMemory(at, Math.Min(pieceLength, bytes.Length - at));
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            at += piece.Length;
        }
        while (at < bytes.Length);
    }

    /// <summary>The reply with all that would come in chunks, so that there is a middle of it.</summary>
    public static async Task<Reply> WholeAsync(Reply reply, CancellationToken cancellation)
    {
        if (reply.Chunks is null) return reply;
        using var body = new MemoryStream();
        await foreach (var chunk in reply.Chunks.WithCancellation(cancellation)) body.Write(chunk);
        return reply with { Body = body.ToArray(), Chunks = null };
    }

    /// <summary>Says nothing until the client gives up, or the emulator ends.</summary>
    private static async Task StallAsync(HttpContext context, RecordedRequest request)
    {
        request.IsStalled = true;
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            request.WasAborted = true;
        }
    }
}
