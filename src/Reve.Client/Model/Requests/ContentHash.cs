using System.Buffers;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;

namespace Reve;

/// <summary>The SHA-256 of some content, in hexadecimal digits.</summary>
internal static class ContentHash
{
    private const int BlockLength = 64 * 1024;

    public static string Of(byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(bytes);
        return Digits(hash);
    }

    public static string Of(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var block = ArrayPool<byte>.Shared.Rent(BlockLength);
        try
        {
            while (stream.Read(block, 0, block.Length) is > 0 and var count) hash.AppendData(block, 0, count);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        return Digits(hash);
    }

    public static string Of(ValidatedInput input)
    {
        using var stream = input.Open();
        return Of(stream);
    }

    private static string Digits(IncrementalHash hash) => string.Concat(
        hash.GetHashAndReset().Select(value => value.ToString("x2", CultureInfo.InvariantCulture)));
}
