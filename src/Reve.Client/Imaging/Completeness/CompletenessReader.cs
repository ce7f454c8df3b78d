using System;
using System.Buffers;
using System.IO;

namespace Reve.Imaging;

/// <summary>
/// Reads small pieces of a stream through one pooled buffer. The total of the bytes read is limited to a multiple of
/// the length of the stream, so that made-up offsets cannot cost more than a few readings of the file.
/// </summary>
internal sealed class CompletenessReader : IDisposable
{
    private const int BufferLength = 16 * 1024;
    private const int MaximumReadings = 4;

    private readonly Stream _stream;
    private readonly long _origin;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferLength);
    private long _start;
    private int _count;
    private long _budget;

    public CompletenessReader(Stream stream)
    {
        _stream = stream;
        _origin = stream.Position;
        Length = Math.Max(0, stream.Length - _origin);
        _budget = (Length * MaximumReadings) + (64 * BufferLength);
    }

    public long Length { get; }

    /// <summary>Whether the limit of reading is reached, which leaves the question of completeness open.</summary>
    public bool IsExhausted => _budget <= 0;

    /// <summary>Whether the stream contains a range. Ranges that overflow or are negative are not contained.</summary>
    public bool Contains(long offset, long count) => offset >= 0 && count >= 0 && offset <= Length - count;

    /// <summary>Reads a piece of at most 1 KB. Returns false beyond the end, or if the reader is exhausted.</summary>
    public bool TryRead(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (!Contains(offset, count)) return false;
        if (!IsBuffered(offset, count)) Load(offset);
        if (!IsBuffered(offset, count)) return false;

        bytes = _buffer.AsSpan((int)(offset - _start), count);
        return true;
    }

    /// <summary>The buffered bytes from an offset on; empty at the end, or if the reader is exhausted.</summary>
    public ReadOnlySpan<byte> ReadFrom(long offset)
    {
        if (!Contains(offset, 1)) return default;
        if (!IsBuffered(offset, 1)) Load(offset);
        if (!IsBuffered(offset, 1)) return default;

        var at = (int)(offset - _start);
        return _buffer.AsSpan(at, _count - at);
    }

    /// <summary>Whether the last bytes of the stream are these.</summary>
    public bool EndsWith(ReadOnlySpan<byte> bytes) =>
        TryRead(Length - bytes.Length, bytes.Length, out var end) && end.SequenceEqual(bytes);

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private bool IsBuffered(long offset, int count) => offset >= _start && offset + count <= _start + _count;

    private void Load(long offset)
    {
        (_start, _count) = (offset, 0);
        if (IsExhausted) return;

        _stream.Position = _origin + offset;
        while (_count < BufferLength)
        {
            var read = _stream.Read(_buffer, _count, BufferLength - _count);
            if (read == 0) break;
            _count += read;
        }

        _budget -= Math.Max(1, _count);
    }
}
