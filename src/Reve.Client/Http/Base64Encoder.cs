using System.Buffers.Text;
using System.Buffers;
using System.IO;
using System.Threading.Tasks;
using System.Threading;
using System;

namespace Reve.Http;

/// <summary>Sends an image as base64, in pooled blocks: it is never held as a whole, and never as text.</summary>
internal static class Base64Encoder
{
    private const int BlockLength = 48 * 1024;

    public static long EncodedLength(long length) => (length + 2) / 3 * 4;

    /// <summary>Copies exactly the checked number of bytes; an image that has become another one is refused.</summary>
    /// <remarks>
    /// The last block is held back until the file is known to be unchanged: an incomplete body is never charged.
    /// </remarks>
    public static async Task CopyAsync(ValidatedInput input, Stream destination, CancellationToken cancellation)
    {
        using var source = input.Open();
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        var encoded = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(BlockLength));
        try
        {
            var left = input.Length;
            while (left > 0)
            {
                var count = await FillAsync(source, block, cancellation).ConfigureAwait(false);
                left -= count;
                if (left < 0 || count == 0) throw Faults.InputChanged(input.Name);
                if (left == 0 && input.HasChanged()) throw Faults.InputChanged(input.Name);

                Base64.EncodeToUtf8(block.AsSpan(0, count), encoded, out _, out var length, isFinalBlock: left == 0);
                await destination.WriteAsync(encoded, 0, length, cancellation).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    /// <summary>Fills the block, so that only the last one can have a length that three does not divide.</summary>
    private static async Task<int> FillAsync(Stream source, byte[] block, CancellationToken cancellation)
    {
        var filled = 0;
        while (filled < BlockLength)
        {
            var count = await source.ReadAsync(block, filled, BlockLength - filled, cancellation).ConfigureAwait(false);
            if (count == 0) break;
            filled += count;
        }

        return filled;
    }
}
