using System;
using System.Buffers;
using System.Buffers.Text;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading.Tasks;

namespace Reve.Benchmarks.Rows;

/// <summary>Files in base64, without JSON, validation or checks. A reference for the bodies of requests.</summary>
internal sealed class FilesContent(IReadOnlyList<string> files) : HttpContent
{
    private const int BlockLength = 192 * 1024;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        var encoded = ArrayPool<byte>.Shared.Rent(BlockLength / 3 * 4);
        foreach (var file in files)
        {
            using var handle = File.OpenHandle(file);
            var length = RandomAccess.GetLength(handle);
            for (var at = 0L; at < length;)
            {
                var count = RandomAccess.Read(handle, block.AsSpan(0, BlockLength), at);
                at += count;
                Base64.EncodeToUtf8(block.AsSpan(0, count), encoded, out _, out var written, isFinalBlock: at == length);
                await stream.WriteAsync(encoded.AsMemory(0, written));
            }
        }

        ArrayPool<byte>.Shared.Return(block);
        ArrayPool<byte>.Shared.Return(encoded);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = files.Sum(file => (new FileInfo(file).Length + 2) / 3 * 4);
        return true;
    }
}
