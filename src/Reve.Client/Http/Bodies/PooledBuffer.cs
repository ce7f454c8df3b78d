using System;
using System.Buffers;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Http;

/// <summary>
/// The body of a response in a pooled buffer. The received part stays readable when the rest never arrives.
/// </summary>
internal sealed class PooledBuffer : IDisposable
{
    private const int LargestBody = 256 * 1024 * 1024;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    public async Task FillAsync(Stream source, long? contentLength, CancellationToken cancellation)
    {
        if (contentLength is > 0 and < LargestBody) Grow((int)contentLength + 1);
        while (true)
        {
            if (_length == _buffer.Length) Grow(_buffer.Length + 1);
            var count = await source.ReadAsync(_buffer, _length, _buffer.Length - _length, cancellation)
                .ConfigureAwait(false);
            if (count == 0) return;
            _length += count;
        }
    }

    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        _length = 0;
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }

    private void Grow(int atLeast)
    {
        if (atLeast <= _buffer.Length) return;
        if (atLeast > LargestBody) throw new InvalidDataException($"The response is longer than {LargestBody} bytes.");
        var larger = ArrayPool<byte>.Shared.Rent(Math.Min(LargestBody, Math.Max(atLeast, _buffer.Length * 2)));
        Buffer.BlockCopy(_buffer, 0, larger, 0, _length);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
