using System;
using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Http;

/// <summary>
/// The body of a response in memory. The received part stays readable when the rest never arrives.
/// </summary>
internal sealed class PooledBuffer : IDisposable
{
    // A pool would keep larger buffers for the rest of the process.
    private const int LargestPooledBuffer = 8 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="contentLength">The announced length, which can be wrong; null when there is none.</param>
    /// <param name="limit">The greatest number of bytes.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <exception cref="ReveException">The stream is longer than the limit.</exception>
    public async Task FillAsync(Stream source, long? contentLength, int limit, CancellationToken cancellation)
    {
        if (contentLength > limit) throw TooLong(limit);
        if (contentLength is > 0 and < LargestPooledBuffer and { } announced) Grow((int)announced + 1);
        while (true)
        {
            if (_length == _buffer.Length) Grow(_buffer.Length + 1);
            var count = await source.ReadAsync(_buffer, _length, _buffer.Length - _length, cancellation)
                .ConfigureAwait(false);
            if (count == 0) return;
            Add(count, limit);
        }
    }

    /// <summary>As <see cref="FillAsync"/>, for a stream in memory.</summary>
    public void Fill(Stream source, int limit)
    {
        while (true)
        {
            if (_length == _buffer.Length) Grow(_buffer.Length + 1);
            var count = source.Read(_buffer, _length, _buffer.Length - _length);
            if (count == 0) return;
            Add(count, limit);
        }
    }

    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        _length = 0;
        Return(buffer);
    }

    private void Add(int count, int limit)
    {
        _length += count;
        if (_length > limit) throw TooLong(limit);
    }

    private void Grow(int atLeast)
    {
        if (atLeast <= _buffer.Length) return;
        var length = Math.Max(atLeast, _buffer.Length * 2);
        var larger = length > LargestPooledBuffer ? new byte[length] : ArrayPool<byte>.Shared.Rent(length);
        Buffer.BlockCopy(_buffer, 0, larger, 0, _length);
        Return(_buffer);
        _buffer = larger;
    }

    private static void Return(byte[] buffer)
    {
        if (buffer.Length is > 0 and <= LargestPooledBuffer) ArrayPool<byte>.Shared.Return(buffer);
    }

    private static ReveException TooLong(int limit) => new(
        ReveErrorKind.ProviderFailed,
        $"The response is longer than {limit} bytes.",
        "Check that -BaseUri is the address of the provider.");
}
