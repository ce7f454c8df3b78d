using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;

namespace Reve.Output;

/// <summary>A file that is made of ranges of another file and of new bytes, and is copied as a stream.</summary>
internal sealed class FilePieces
{
    private const int BlockLength = 64 * 1024;

    private readonly List<(long Offset, long Length, byte[]? Bytes)> _pieces = [];

    public void Copy(long offset, long length)
    {
        if (length > 0) _pieces.Add((offset, length, null));
    }

    public void Insert(byte[] bytes) => _pieces.Add((0, bytes.Length, bytes));

    public void WriteTo(Stream destination, Stream source)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            foreach (var (offset, length, bytes) in _pieces)
            {
                if (bytes is not null) destination.Write(bytes, 0, bytes.Length);
                else CopyRange(source, destination, offset, length, block);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    private static void CopyRange(Stream source, Stream destination, long offset, long length, byte[] block)
    {
        source.Position = offset;
        while (length > 0)
        {
            var count = source.Read(block, 0, (int)Math.Min(block.Length, length));
            if (count == 0) throw new EndOfStreamException("The file of the image became shorter.");
            destination.Write(block, 0, count);
            length -= count;
        }
    }
}
