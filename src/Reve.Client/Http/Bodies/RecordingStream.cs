using System;
using System.IO;
using System.Runtime.ExceptionServices;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Http;

/// <summary>Reads another stream, and records what was read until this is no longer needed.</summary>
internal sealed class RecordingStream(Stream source) : ReadOnlyStream
{
    private MemoryStream? _record = new();
    private ExceptionDispatchInfo? _failure;

    /// <summary>Forgets what was read.</summary>
    public void StopRecording() => _record = null;

    /// <summary>Starts again with what was read so far.</summary>
    public void Rewind()
    {
        if (_record is not null) _record.Position = 0;
        IsRewound = true;
    }

    private bool IsRewound { get; set; }

    public override async Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (IsRewound && _record!.Read(buffer, offset, count) is > 0 and var recorded) return recorded;
        _failure?.Throw();
        try
        {
            var received = await source.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
            if (!IsRewound) _record?.Write(buffer, offset, received);
            return received;
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) source.Dispose();
        base.Dispose(disposing);
    }
}
