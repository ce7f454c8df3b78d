using System.Buffers.Text;
using System.IO;
using System.Threading.Tasks;
using System.Threading;
using System;

namespace Reve.Http;

/// <summary>Encodes an image as base64 while it is sent, in pooled blocks.</summary>
internal static class Base64Encoder
{
    // Whole groups of three bytes, and small enough to stay in the cache of the processor until it is encoded.
    private const int PieceLength = 48 * 1024;

    // Fewer writes to the socket take less time than reading and writing at the same time does.
    private const int BlockLength = 4 * (PieceLength / 3 * 4);

    public static long EncodedLength(long length) => (length + 2) / 3 * 4;

    /// <summary>Copies exactly the validated number of bytes.</summary>
    /// <remarks>
    /// The last block is sent only when the file is unchanged, because an incomplete body is never charged.
    /// </remarks>
    /// <exception cref="ReveException">The image changed after it was validated.</exception>
    public static async Task CopyAsync(ValidatedInput input, Stream destination, CancellationToken cancellation)
    {
        using var source = input.Open();
        using var piece = new RentedBuffer(PieceLength);
        using var block = new RentedBuffer(BlockLength);
        for (var left = input.Length; left > 0;)
        {
            var filled = 0;
            while (left > 0 && filled < BlockLength)
            {
                var count = Fill(source, piece.Bytes);
                left -= count;
                if (left < 0 || count == 0) throw InputErrors.Changed(input.Name);
                Base64.EncodeToUtf8(
                    piece.Bytes.AsSpan(0, count), block.Bytes.AsSpan(filled), out _, out var length,
                    isFinalBlock: left == 0);
                filled += length;
            }

            if (left == 0 && input.HasChanged()) throw InputErrors.Changed(input.Name);
            await destination.WriteAsync(block.Bytes, 0, filled, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Fills the piece, so that only the last one can have a length that is not a multiple of three.</summary>
    private static int Fill(Stream source, byte[] piece)
    {
        var filled = 0;
        while (filled < PieceLength && source.Read(piece, filled, PieceLength - filled) is > 0 and var count)
        {
            filled += count;
        }

        return filled;
    }
}
