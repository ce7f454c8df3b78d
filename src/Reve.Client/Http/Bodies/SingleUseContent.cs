using System.IO;
using System.Threading.Tasks;
using System.Threading;
using Reve.Platform;

namespace Reve.Http;

/// <summary>
/// The JSON body of one attempt. It records whether the whole request may have been sent, and is sent only once.
/// </summary>
/// <remarks>
/// An HTTP stack may resend a request when a kept-alive connection is dead, or when an HTTP/2 host says that it did not
/// process the request. This content prevents that: only the outcome of a paid request decides whether it is sent
/// again.
/// </remarks>
internal sealed class SingleUseContent : OutgoingContent
{
    private readonly JsonBody _body;
    private int _started;
    private bool _hasLeft;
    private bool _wasRefused;

    public SingleUseContent(JsonBody body)
    {
        _body = body;
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    /// <summary>
    /// Whether the host may have the whole request. It has not before the last byte is sent, nor when it refused it.
    /// </summary>
    public bool MayHaveLeft => _hasLeft && !_wasRefused;

    /// <summary>The error of an input image that changed or could not be read.</summary>
    public ReveException? InputError { get; private set; }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    protected override async Task SendAsync(Stream stream, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _started, 1) == 1) throw Refused();

        var start = 0;
        foreach (var placeholder in _body.Placeholders)
        {
            await stream.WriteAsync(_body.Json, start, placeholder.Offset - start, cancellation).ConfigureAwait(false);
            await SendImageAsync(placeholder.Input, stream, cancellation).ConfigureAwait(false);
            start = placeholder.Offset;
        }

        // Flow control of HTTP/2 can hold back any byte, so the last one is written alone.
        var last = _body.Json.Length - 1;
        await stream.WriteAsync(_body.Json, start, last - start, cancellation).ConfigureAwait(false);
        _hasLeft = true;
        await stream.WriteAsync(_body.Json, last, 1, cancellation).ConfigureAwait(false);
    }

    private IOException Refused()
    {
        _wasRefused = HttpStack.ResendsOnlyRefused;
        return new IOException(_wasRefused
            ? "The host refused the request before it processed it."
            : "The request has been sent already.");
    }

    private async Task SendImageAsync(ValidatedInput input, Stream stream, CancellationToken cancellation)
    {
        try
        {
            await Base64Encoder.CopyAsync(input, stream, cancellation).ConfigureAwait(false);
        }
        catch (ReveException exception)
        {
            InputError = exception;
            throw;
        }
    }
}
