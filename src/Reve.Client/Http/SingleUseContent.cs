using System.IO;
using System.Net.Http.Headers;
using System.Net.Http;
using System.Net;
using System.Threading.Tasks;
using System.Threading;

namespace Reve.Http;

/// <summary>
/// The body of one attempt, with an exact length, that knows whether it may have left and never leaves twice.
/// </summary>
/// <remarks>
/// An HTTP stack may resend a request by itself when a kept-alive connection turns out dead. This content refuses:
/// whether a paid request may be sent again is decided by its outcome, in one place, and not below it.
/// </remarks>
internal sealed class SingleUseContent : HttpContent
{
    private readonly JsonBody _body;
    private int _started;

    public SingleUseContent(JsonBody body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>
    /// Whether the last byte may be on its way: before that, the other side cannot have a whole request.
    /// </summary>
    public bool MayHaveLeft { get; private set; }

    /// <summary>What was wrong with an image while it was being sent.</summary>
    public ReveException? Fault { get; private set; }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SendAsync(stream, CancellationToken.None);

#if NET
    protected override Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        SendAsync(stream, cancellationToken);
#endif

    private async Task SendAsync(Stream stream, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _started, 1) == 1) throw new IOException("A request is not sent twice by itself.");

        var from = 0;
        foreach (var mark in _body.Marks)
        {
            await stream.WriteAsync(_body.Json, from, mark.Offset - from, cancellation).ConfigureAwait(false);
            await SendImageAsync(mark.Input, stream, cancellation).ConfigureAwait(false);
            from = mark.Offset;
        }

        MayHaveLeft = true;
        await stream.WriteAsync(_body.Json, from, _body.Json.Length - from, cancellation).ConfigureAwait(false);
    }

    private async Task SendImageAsync(ValidatedInput input, Stream stream, CancellationToken cancellation)
    {
        try
        {
            await Base64Encoder.CopyAsync(input, stream, cancellation).ConfigureAwait(false);
        }
        catch (ReveException exception)
        {
            Fault = exception;
            throw;
        }
    }
}
