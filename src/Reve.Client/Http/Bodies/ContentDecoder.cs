using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http.Headers;
using Reve.Platform;

namespace Reve.Http;

/// <summary>
/// Decompresses the bodies of responses. The HTTP stack does not do it: it would neither limit the size nor keep the
/// bytes of a body that is not compressed as its header says.
/// </summary>
internal static class ContentDecoder
{
    public static bool IsEncoded(HttpContentHeaders headers) =>
        headers.ContentEncoding.Count > 0 && EncodingsOf(headers).Count > 0;

    /// <summary>Returns a stream of the decompressed body; the stream itself when it is not compressed.</summary>
    public static Stream Decode(Stream body, HttpContentHeaders headers) =>
        EncodingsOf(headers).Aggregate(body, Decompression.Open);

    /// <summary>
    /// Returns a stream of the decompressed body, or of the body as it arrives when it is not compressed at all.
    /// </summary>
    public static Stream DecodeIfEncoded(Stream body, HttpContentHeaders headers) =>
        IsEncoded(headers) ? new DecodingStream(body, source => Decode(source, headers)) : body;

    /// <summary>The encodings in the order in which they are undone.</summary>
    private static List<string> EncodingsOf(HttpContentHeaders headers) =>
    [
        .. headers.ContentEncoding
            .Select(encoding => encoding.Trim().ToLowerInvariant()).Where(Decompression.Supports).Reverse(),
    ];

}
