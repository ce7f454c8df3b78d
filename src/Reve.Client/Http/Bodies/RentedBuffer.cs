using System;
using System.Buffers;

namespace Reve.Http;

/// <summary>A pooled buffer for copying.</summary>
internal sealed class RentedBuffer(int length = 64 * 1024) : IDisposable
{
    public byte[] Bytes { get; private set; } = ArrayPool<byte>.Shared.Rent(length);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(Bytes);
        Bytes = [];
    }
}
