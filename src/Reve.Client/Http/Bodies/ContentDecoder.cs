using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Http.Headers;

namespace Reve.Http;

/// <summary>
/// Decompresses the bodies of responses. The HTTP stack does not do it: it would neither limit the size nor keep the
/// bytes of a body that is not compressed as its header says.
/// </summary>
internal static class ContentDecoder
{
#if NET
    public const string AcceptedEncodings = "gzip, br";
#else
    public const string AcceptedEncodings = "gzip";
#endif

    private static readonly Func<Stream, string, Stream> s_open = static (stream, encoding) => encoding switch
    {
#if NET
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
#endif
        _ => new GZipStream(stream, CompressionMode.Decompress),
    };

    public static bool IsEncoded(HttpContentHeaders headers) => EncodingsOf(headers).Count > 0;

    /// <summary>Returns a stream of the decompressed body; the stream itself when it is not compressed.</summary>
    public static Stream Decode(Stream body, HttpContentHeaders headers) =>
        EncodingsOf(headers).Aggregate(body, s_open);

    /// <summary>Decompresses a body, which it replaces. A body that is not compressed at all stays as it is.</summary>
    /// <param name="body">The body as it arrived.</param>
    /// <param name="headers">The headers of the body.</param>
    /// <param name="limit">The greatest number of bytes.</param>
    /// <returns>The body, and the failure when a part of it cannot be decompressed.</returns>
    public static (PooledBuffer Body, Exception? Failure) Decode(
        PooledBuffer body, HttpContentHeaders headers, int limit)
    {
        if (!IsEncoded(headers)) return (body, null);
        var decoded = new PooledBuffer();
        Exception? failure = null;
        try
        {
            using var source = Decode(new MemoryStream(body.Bytes.ToArray()), headers);
            decoded.Fill(source, limit);
        }
        catch (Exception exception)
        {
            // The decompressors fail with exceptions of several types.
            failure = exception;
        }

        if (failure is ReveException || (failure is not null && decoded.Bytes.Length == 0))
        {
            decoded.Dispose();
            return (body, failure as ReveException);
        }

        body.Dispose();
        return (decoded, failure);
    }

    /// <summary>The encodings in the order in which they are undone.</summary>
    private static List<string> EncodingsOf(HttpContentHeaders headers) =>
        [.. headers.ContentEncoding.Select(encoding => encoding.Trim().ToLowerInvariant()).Where(IsKnown).Reverse()];

    private static bool IsKnown(string encoding) =>
#if NET
        encoding is "gzip" or "x-gzip" or "br" or "deflate";
#else
        encoding is "gzip" or "x-gzip";
#endif
}
