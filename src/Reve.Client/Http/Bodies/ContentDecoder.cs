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

    public static bool IsEncoded(HttpContentHeaders headers) =>
        headers.ContentEncoding.Count > 0 && EncodingsOf(headers).Count > 0;

    /// <summary>Returns a stream of the decompressed body; the stream itself when it is not compressed.</summary>
    public static Stream Decode(Stream body, HttpContentHeaders headers) =>
        EncodingsOf(headers).Aggregate(body, s_open);

    /// <summary>
    /// Returns a stream of the decompressed body, or of the body as it arrives when it is not compressed at all.
    /// </summary>
    public static Stream DecodeIfEncoded(Stream body, HttpContentHeaders headers) =>
        IsEncoded(headers) ? new DecodingStream(body, source => Decode(source, headers)) : body;

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
