using System.IO;
using System.IO.Compression;

namespace Reve.Platform;

/// <summary>The compressions of bodies that .NET Framework can undo.</summary>
public static class Decompression
{
    /// <summary>The value of Accept-Encoding.</summary>
    public static string AcceptedEncodings => "gzip";

    /// <summary>Whether the encoding can be undone.</summary>
    public static bool Supports(string encoding) => encoding is "gzip" or "x-gzip";

    /// <summary>Returns a stream of the decompressed data.</summary>
    public static Stream Open(Stream stream, string encoding) => new GZipStream(stream, CompressionMode.Decompress);
}
