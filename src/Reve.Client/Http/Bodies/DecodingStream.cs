using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Http;

/// <summary>
/// Decompresses a body while it is read. A body that is not compressed at all, although its header says so, is read as
/// it is.
/// </summary>
internal sealed class DecodingStream : ReadOnlyStream
{
    private readonly RecordingStream _source;
    private readonly Stream _decoded;
    private bool _hasOutput;
    private bool _isPlain;

    /// <param name="source">The body as it arrives.</param>
    /// <param name="decode">Decompresses a stream.</param>
    public DecodingStream(Stream source, Func<Stream, Stream> decode)
    {
        _source = new RecordingStream(source);
        _decoded = decode(_source);
    }

    public override async Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (!_isPlain)
        {
            try
            {
                var decoded = await _decoded.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
                if (decoded > 0 && !_hasOutput) _source.StopRecording();
                _hasOutput |= decoded > 0;
                return decoded;
            }
            catch (Exception) when (!_hasOutput)
            {
                // The decompressors fail with exceptions of several types.
                _isPlain = true;
                _source.Rewind();
            }
        }

        return await _source.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _decoded.Dispose();
        base.Dispose(disposing);
    }
}
