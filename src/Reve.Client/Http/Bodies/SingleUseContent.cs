using System.IO;
using System.Threading.Tasks;
using System.Threading;
using Reve.Platform;

namespace Reve.Http;

/// <summary>
/// The JSON body of one attempt. It records whether the whole request may have been sent, and is sent only once.
/// </summary>
/// <remarks>
/// An HTTP stack may resend a request when a kept-alive connection is dead. This content prevents that: only the
/// outcome of a paid request decides whether it is sent again.
/// </remarks>
internal sealed class SingleUseContent : OutgoingContent
{
    private readonly JsonBody _body;
    private int _started;

    public SingleUseContent(JsonBody body)
    {
        _body = body;
        Headers.TryAddWithoutValidation("Content-Type", "application/json");
    }

    /// <summary>
    /// Whether the last bytes may have been sent. Before that, the host cannot have the whole request.
    /// </summary>
    public bool MayHaveLeft { get; private set; }

    /// <summary>The error of an input image that changed or could not be read.</summary>
    public ReveException? InputError { get; private set; }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }

    protected override async Task SendAsync(Stream stream, CancellationToken cancellation)
    {
        if (Interlocked.Exchange(ref _started, 1) == 1) throw new IOException("The request has been sent already.");

        var start = 0;
        foreach (var placeholder in _body.Placeholders)
        {
            await stream.WriteAsync(_body.Json, start, placeholder.Offset - start, cancellation).ConfigureAwait(false);
            await SendImageAsync(placeholder.Input, stream, cancellation).ConfigureAwait(false);
            start = placeholder.Offset;
        }

        MayHaveLeft = true;
        await stream.WriteAsync(_body.Json, start, _body.Json.Length - start, cancellation).ConfigureAwait(false);
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
