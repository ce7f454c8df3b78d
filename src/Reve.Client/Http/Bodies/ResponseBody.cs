using System;
using System.Buffers.Text;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Http;

/// <summary>
/// The body of a response: its JSON in memory, and its images in files or in arrays of their own. The received part
/// stays readable when the rest never arrives.
/// </summary>
internal sealed class ResponseBody : IDisposable
{
    private const int BytesOfBlock = 48 * 1024;

    private readonly PooledBuffer _json = new();
    private readonly ImageExtractor? _images;

    /// <param name="createFile">
    /// Creates the file for an image, by its number, or returns null to keep the image in memory; null when the
    /// response contains no images.
    /// </param>
    public ResponseBody(Func<int, IImageFile?>? createFile = null) =>
        _images = createFile is null ? null : new ImageExtractor(_json, createFile);

    /// <summary>The body with placeholders in place of its images.</summary>
    public ReadOnlyMemory<byte> Json => _json.Bytes;

    /// <summary>Whether images were taken out of the JSON.</summary>
    public bool HasImages => _images is { Images.Count: > 0 };

    /// <summary>The number of bytes that were read, decompressed.</summary>
    public long Length { get; private set; }

    /// <summary>Reads a stream to its end.</summary>
    /// <param name="source">The stream.</param>
    /// <param name="contentLength">The announced length, which can be wrong; null when there is none.</param>
    /// <param name="limit">The greatest number of bytes.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    /// <param name="progress">Called when bytes arrive.</param>
    /// <exception cref="ReveException">The stream is longer than the limit.</exception>
    public async Task FillAsync(
        Stream source, long? contentLength, int limit, CancellationToken cancellation, Action? progress = null)
    {
        if (contentLength > limit) throw TooLong(limit);
        using var block = new RentedBuffer();
        try
        {
            while (true)
            {
                var count = await source.ReadAsync(block.Bytes, 0, block.Bytes.Length, cancellation)
                    .ConfigureAwait(false);
                if (count == 0) return;
                progress?.Invoke();
                Length += count;
                if (_images is null) _json.Append(block.Bytes.AsSpan(0, count));
                else _images.Add(block.Bytes, count);
                if (Length > limit) throw TooLong(limit);
            }
        }
        finally
        {
            _images?.Complete();
        }
    }

    /// <summary>The image that a placeholder stands for; null when the bytes are no placeholder.</summary>
    public ReceivedImage? Find(byte[] bytes) => FindExtracted(bytes)?.Image;

    /// <summary>As <see cref="Find"/>. The caller disposes the image, and no other caller gets it.</summary>
    public ReceivedImage? Take(byte[] bytes)
    {
        if (FindExtracted(bytes) is not { IsTaken: false } found) return null;
        found.IsTaken = true;
        return found.Image;
    }

    /// <summary>Writes the body as it arrived, with its images.</summary>
    /// <param name="destination">The stream.</param>
    /// <param name="redact">Removes secrets from the JSON without changing its length.</param>
    public void WriteTo(Stream destination, Func<ReadOnlyMemory<byte>, ReadOnlyMemory<byte>> redact)
    {
        var json = redact(Json);
        var start = 0;
        using var block = new RentedBuffer(json.Length);
        json.CopyTo(block.Bytes);
        foreach (var image in _images?.Images ?? [])
        {
            destination.Write(block.Bytes, start, image.Offset - start);
            WriteBase64(image, destination);
            destination.Write(image.Rest, 0, image.Rest.Length);
            start = image.Offset + image.Length;
        }

        destination.Write(block.Bytes, start, json.Length - start);
    }

    public void Dispose()
    {
        foreach (var image in _images?.Images ?? [])
        {
            if (!image.IsTaken) image.Image.Dispose();
        }

        _images?.Dispose();
        _json.Dispose();
    }

    private static void WriteBase64(ExtractedImage extracted, Stream destination)
    {
        var image = extracted.Image.Read();
        using var block = new RentedBuffer();
        using var encoded = new RentedBuffer(Base64.GetMaxEncodedToUtf8Length(BytesOfBlock));
        while (true)
        {
            var filled = 0;
            while (filled < BytesOfBlock && image.Read(block.Bytes, filled, BytesOfBlock - filled) is > 0 and var count)
            {
                filled += count;
            }

            if (filled == 0) return;
            Base64.EncodeToUtf8(block.Bytes.AsSpan(0, filled), encoded.Bytes, out _, out var length);
            if (filled < BytesOfBlock || image.Position == image.Length) length -= extracted.OmittedPadding;
            destination.Write(encoded.Bytes, 0, length);
            if (filled < BytesOfBlock) return;
        }
    }

    private ExtractedImage? FindExtracted(byte[] bytes)
    {
        foreach (var image in _images?.Images ?? [])
        {
            if (image.Placeholder.Equals(bytes)) return image;
        }

        return null;
    }

    private static ReveException TooLong(int limit) => new(
        ReveErrorKind.ProviderFailed,
        $"The response is longer than {limit} bytes.",
        "Check that -BaseUri is the address of the provider.");
}
