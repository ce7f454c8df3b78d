using System;
using System.IO;

namespace Reve.Imaging;

/// <summary>
/// Reads pieces of an image file through one small buffer. The total of the bytes read is limited, so that a file with
/// any number of made-up lengths costs a bounded time.
/// </summary>
internal sealed class MetadataSource
{
    private const int BufferLength = 4096;
    private const long MaximumTotal = 64L * 1024 * 1024;

    private readonly Stream _stream;
    private readonly long _origin;
    private readonly byte[] _buffer = new byte[BufferLength];
    private long _start;
    private int _count;
    private long _remaining = MaximumTotal;

    public MetadataSource(Stream stream)
    {
        _stream = stream;
        _origin = stream.Position;
        Length = Math.Max(0, stream.Length - _origin);
    }

    public long Length { get; }

    /// <summary>Reads a piece of at most 4 KB.</summary>
    /// <returns>False beyond the end of the file, or when the limit is reached.</returns>
    public bool TryRead(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (offset < 0 || offset > Length - count) return false;
        if (!IsBuffered(offset, count)) Load(offset);
        if (!IsBuffered(offset, count)) return false;
        bytes = _buffer.AsSpan((int)(offset - _start), count);
        return true;
    }

    /// <summary>Reads a block into memory; null when it is not complete, or larger than the maximum.</summary>
    public byte[]? ReadBlock(long offset, long count, int maximum)
    {
        if (offset < 0 || count < 0 || count > maximum || count > _remaining || offset > Length - count) return null;
        var block = new byte[count];
        _remaining -= count;
        _stream.Position = _origin + offset;
        return Fill(block) == count ? block : null;
    }

    private bool IsBuffered(long offset, int count) => offset >= _start && offset + count <= _start + _count;

    private void Load(long offset)
    {
        (_start, _count) = (offset, 0);
        if (_remaining < BufferLength) return;
        _stream.Position = _origin + offset;
        _count = Fill(_buffer);
        _remaining -= BufferLength;
    }

    private int Fill(byte[] target)
    {
        var filled = 0;
        while (filled < target.Length && _stream.Read(target, filled, target.Length - filled) is > 0 and var count)
        {
            filled += count;
        }

        return filled;
    }
}
