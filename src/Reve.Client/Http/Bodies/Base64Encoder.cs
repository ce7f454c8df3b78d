using System.Buffers.Text;
using System.IO;
using System.Threading.Tasks;
using System.Threading;
using System;

namespace Reve.Http;

/// <summary>Encodes an image as base64 while it is sent, in pooled blocks.</summary>
internal static class Base64Encoder
{
    private const int BlockLength = 96 * 1024;

    public static long EncodedLength(long length) => (length + 2) / 3 * 4;

    /// <summary>Copies exactly the validated number of bytes.</summary>
    /// <remarks>
    /// The next block is read and encoded while the present one is sent. The last block is sent only when the file is
    /// unchanged, because an incomplete body is never charged.
    /// </remarks>
    /// <exception cref="ReveException">The image changed after it was validated.</exception>
    public static async Task CopyAsync(ValidatedInput input, Stream destination, CancellationToken cancellation)
    {
        using var source = input.Open();
        using var block = new RentedBuffer(BlockLength);
        using var first = new RentedBuffer(Base64.GetMaxEncodedToUtf8Length(BlockLength));
        using var second = new RentedBuffer(Base64.GetMaxEncodedToUtf8Length(BlockLength));
        var (sent, encoded) = (Task.CompletedTask, first);
        try
        {
            for (var left = input.Length; left > 0;)
            {
                var count = Fill(source, block.Bytes);
                left -= count;
                if (left < 0 || count == 0) throw InputErrors.Changed(input.Name);
                if (left == 0 && input.HasChanged()) throw InputErrors.Changed(input.Name);

                Base64.EncodeToUtf8(
                    block.Bytes.AsSpan(0, count), encoded.Bytes, out _, out var length, isFinalBlock: left == 0);
                await sent.ConfigureAwait(false);
                sent = destination.WriteAsync(encoded.Bytes, 0, length, cancellation);
                encoded = encoded == first ? second : first;
            }
        }
        finally
        {
            // The buffers are in use until the block is sent.
            await sent.ConfigureAwait(false);
        }
    }

    /// <summary>Fills the block, so that only the last one can have a length that is not a multiple of three.</summary>
    private static int Fill(Stream source, byte[] block)
    {
        var filled = 0;
        while (filled < BlockLength && source.Read(block, filled, BlockLength - filled) is > 0 and var count)
        {
            filled += count;
        }

        return filled;
    }
}
