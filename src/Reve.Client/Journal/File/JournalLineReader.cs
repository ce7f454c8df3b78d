using System;
using System.IO;
using System.Runtime.CompilerServices;

namespace Reve.Journal;

/// <summary>Reads the lines of a stream up to a position, in bounded memory.</summary>
internal sealed class JournalLineReader(Stream stream, long end, int blockLength = 64 * 1024) : IDisposable
{
    /// <summary>The longest line that is kept, in bytes.</summary>
    public const int MaximumLength = 4 * 1024 * 1024;

    private const byte LineEnd = (byte)'\n';

    private readonly byte[] _block = new byte[blockLength];
    private readonly MemoryStream _parts = new();
    private ReadOnlyMemory<byte> _line;
    private long _remaining = end;
    private long _read;
    private int _start;
    private int _count;

    /// <summary>
    /// The bytes of the line without its end, until the next line is read; empty when the line is too long.
    /// </summary>
    public ReadOnlyMemory<byte> Line => IsTooLong ? default : _line;

    public bool IsTooLong { get; private set; }

    /// <summary>The position of the line in the stream.</summary>
    public long Position { get; private set; }

    /// <summary>Whether the line ends with a line break, and not with the end of the file.</summary>
    public bool IsEnded { get; private set; }

    /// <summary>Reads the next line.</summary>
    /// <returns>False at the end of the stream.</returns>
    [MethodImpl(LongLoop.Optimized)]
    public bool Read()
    {
        Position = _read;
        _parts.SetLength(0);
        (IsTooLong, IsEnded) = (false, false);
        var hasBytes = false;
        while (!IsEnded && Fill())
        {
            hasBytes = true;
            var length = Array.IndexOf(_block, LineEnd, _start, _count) - _start;
            IsEnded = length >= 0;
            Append(IsEnded ? length : _count);
            if (IsEnded) Skip(1);
        }

        return hasBytes;
    }

    public void Dispose() => _parts.Dispose();

    /// <summary>Only a line that crosses blocks is copied.</summary>
    private void Append(int length)
    {
        IsTooLong |= _parts.Length + length > MaximumLength;
        if (IsEnded && _parts.Length == 0)
        {
            _line = _block.AsMemory(_start, length);
        }
        else if (!IsTooLong)
        {
            _parts.Write(_block, _start, length);
            _line = _parts.GetBuffer().AsMemory(0, (int)_parts.Length);
        }

        Skip(length);
    }

    private void Skip(int length)
    {
        _start += length;
        _count -= length;
        _read += length;
    }

    private bool Fill()
    {
        if (_count > 0) return true;
        _start = 0;
        _count = stream.Read(_block, 0, (int)Math.Min(_block.Length, _remaining));
        _remaining -= _count;
        return _count > 0;
    }
}
