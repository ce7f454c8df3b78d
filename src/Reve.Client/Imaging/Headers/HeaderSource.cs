using System;
using System.Buffers;
using System.IO;

namespace Reve.Imaging;

/// <summary>
/// Reads small pieces anywhere in a file through one pooled page. The number of reads is limited, so that a header with
/// made-up offsets and counts cannot cost much time.
/// </summary>
internal ref struct HeaderSource
{
    private const int PageSize = 1024;
    private const int MaximumPages = 256;
    private const int MaximumReads = 64 * 1024;

    private readonly Stream? _stream;
    private readonly byte[]? _page;
    private readonly long _origin;
    private ReadOnlySpan<byte> _window;
    private long _windowStart;
    private int _pages;
    private int _reads;

    public HeaderSource(ReadOnlySpan<byte> bytes)
    {
        _window = bytes;
        Length = bytes.Length;
    }

    public HeaderSource(Stream stream)
    {
        _stream = stream;
        _origin = stream.Position;
        Length = Math.Max(0, stream.Length - _origin);
        _page = ArrayPool<byte>.Shared.Rent(PageSize);
    }

    public long Length { get; }

    /// <summary>Returns false beyond the end of the file, or when the limit of reads is reached.</summary>
    public bool TryRead(long offset, int count, out ReadOnlySpan<byte> bytes)
    {
        bytes = default;
        if (offset < 0 || offset > Length - count || ++_reads > MaximumReads)
            return false;
        if (!Covers(offset, count) && !TryLoadPage(offset, count))
            return false;

        bytes = _window.Slice((int)(offset - _windowStart), count);
        return true;
    }

    public bool StartsWith(ReadOnlySpan<byte> signature, long offset = 0) =>
        TryRead(offset, signature.Length, out var bytes) && bytes.SequenceEqual(signature);

    public readonly void Dispose()
    {
        if (_page is not null)
            ArrayPool<byte>.Shared.Return(_page);
    }

    private readonly bool Covers(long offset, int count) =>
        offset >= _windowStart && offset + count <= _windowStart + _window.Length;

    private bool TryLoadPage(long offset, int count)
    {
        if (_stream is null || ++_pages > MaximumPages)
            return false;

        _stream.Position = _origin + offset;
        var filled = 0;
        while (filled < PageSize)
        {
            var read = _stream.Read(_page!, filled, PageSize - filled);
            if (read == 0)
                break;
            filled += read;
        }

        _windowStart = offset;
        _window = _page.AsSpan(0, filled);
        return filled >= count;
    }
}
