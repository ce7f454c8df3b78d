using System.Buffers.Text;
using System.Buffers;
using System.IO;
using System.Threading.Tasks;
using System.Threading;
using System;

namespace Reve.Http;

/// <summary>Encodes an image as base64 while it is sent, in pooled blocks.</summary>
internal static class Base64Encoder
{
    private const int BlockLength = 48 * 1024;

    public static long EncodedLength(long length) => (length + 2) / 3 * 4;

    /// <summary>Copies exactly the validated number of bytes.</summary>
    /// <remarks>
    /// The last block is sent only when the file is unchanged, because an incomplete body is never charged.
    /// </remarks>
    /// <exception cref="ReveException">The image changed after it was validated.</exception>
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
                if (left < 0 || count == 0) throw InputErrors.Changed(input.Name);
                if (left == 0 && input.HasChanged()) throw InputErrors.Changed(input.Name);

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

    /// <summary>Fills the block, so that only the last one can have a length that is not a multiple of three.</summary>
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
