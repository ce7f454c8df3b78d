using System.IO;
using System.IO.Compression;

namespace Reve.Platform;

/// <summary>The compressions of bodies that .NET can undo.</summary>
public static class Decompression
{
    /// <summary>The value of Accept-Encoding.</summary>
    public static string AcceptedEncodings => "gzip, br";

    /// <summary>Whether the encoding can be undone.</summary>
    public static bool Supports(string encoding) => encoding is "gzip" or "x-gzip" or "br" or "deflate";

    /// <summary>Returns a stream of the decompressed data.</summary>
    public static Stream Open(Stream stream, string encoding) => encoding switch
    {
        "br" => new BrotliStream(stream, CompressionMode.Decompress),
        "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
        _ => new GZipStream(stream, CompressionMode.Decompress),
    };
}
