using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;

namespace Reve;

/// <summary>An image that arrived inside a response: in a file, or in memory when there is no file.</summary>
/// <param name="file">The empty file for the image; null to keep the image in memory.</param>
internal sealed class ReceivedImage(IImageFile? file) : IDisposable
{
    private const int BlockLength = 128 * 1024;

    private readonly List<byte[]> _blocks = [];
    private byte[]? _bytes;

    /// <summary>The file; null when the image is in memory.</summary>
    public IImageFile? File { get; private set; } = file;

    /// <summary>The number of bytes.</summary>
    public long Length { get; private set; }

    /// <summary>The bytes of an image in memory; null when it is in a file.</summary>
    public byte[]? Bytes => File is null ? _bytes ??= JoinBlocks() : null;

    /// <summary>
    /// Appends bytes. When the file cannot be written, for example because the disk is full, the image continues in
    /// memory: it is paid for, and the error is reported when the image is saved.
    /// </summary>
    /// <remarks>A block that goes to the cache of the file system takes less time than a change of threads.</remarks>
    public void Write(byte[] buffer, int count)
    {
        if (File is not null && !TryWriteToFile(buffer, count)) MoveToMemory();
        if (File is null) WriteToBlocks(buffer, count);
        Length += count;
    }

    /// <summary>Opens the image for reading from its beginning. The file remains open afterwards.</summary>
    public Stream Read()
    {
        if (File is null) return new MemoryStream(Bytes!, writable: false);
        File.Stream.Position = 0;
        return File.Stream;
    }

    /// <summary>Reads the whole image into memory.</summary>
    public byte[] ReadBytes()
    {
        if (Bytes is { } bytes) return bytes;
        bytes = new byte[Length];
        var source = Read();
        for (var filled = 0; filled < bytes.Length;)
        {
            var count = source.Read(bytes, filled, bytes.Length - filled);
            if (count == 0) throw new EndOfStreamException();
            filled += count;
        }

        return bytes;
    }

    public void Dispose()
    {
        File?.Dispose();
        ReturnBlocks();
    }

    private bool TryWriteToFile(byte[] buffer, int count)
    {
        try
        {
            File!.Stream.Write(buffer, 0, count);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads back what the file holds, and deletes it.</summary>
    private void MoveToMemory()
    {
        var written = ReadBytes();
        File!.Dispose();
        File = null;
        WriteToBlocks(written, written.Length);
    }

    private void WriteToBlocks(byte[] buffer, int count)
    {
        var position = Length;
        if (_blocks.Count == 0) position = 0;
        for (var copied = 0; copied < count;)
        {
            var start = (int)((position + copied) % BlockLength);
            if (start == 0) _blocks.Add(ArrayPool<byte>.Shared.Rent(BlockLength));
            var length = Math.Min(count - copied, BlockLength - start);
            Buffer.BlockCopy(buffer, copied, _blocks[_blocks.Count - 1], start, length);
            copied += length;
        }
    }

    private byte[] JoinBlocks()
    {
        var joined = new byte[Length];
        for (var index = 0; index < _blocks.Count; index++)
        {
            var start = index * BlockLength;
            Buffer.BlockCopy(_blocks[index], 0, joined, start, Math.Min(BlockLength, joined.Length - start));
        }

        ReturnBlocks();
        return joined;
    }

    private void ReturnBlocks()
    {
        foreach (var block in _blocks) ArrayPool<byte>.Shared.Return(block);
        _blocks.Clear();
    }
}
