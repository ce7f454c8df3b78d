using System;
using System.Buffers;
using System.Threading;

namespace Reve.Http;

/// <summary>Bytes in a pooled buffer that grows.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    // A pool would keep larger buffers for the rest of the process.
    private const int LargestPooledBuffer = 8 * 1024 * 1024;

    private const int MinimumHint = 256;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _length;

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    public int Length => _length;

    /// <summary>Appends bytes.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Grow(_length + bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(_length + Math.Max(sizeHint, MinimumHint));
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    /// <summary>Removes the bytes from a position on.</summary>
    public void Truncate(int length) => _length = length;

    public void Dispose()
    {
        var buffer = Interlocked.Exchange(ref _buffer, []);
        _length = 0;
        Return(buffer);
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
}
