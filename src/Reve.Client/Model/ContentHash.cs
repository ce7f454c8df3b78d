using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using Reve.Http;

namespace Reve;

/// <summary>What a content is known by, whatever its name: the SHA-256 of its bytes, in hexadecimal digits.</summary>
internal static class ContentHash
{
    public static string Of(string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return Digits(hash);
    }

    public static string Of(Stream stream)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var block = new RentedBuffer();
        while (stream.Read(block.Bytes, 0, block.Bytes.Length) is > 0 and var count)
        {
            hash.AppendData(block.Bytes, 0, count);
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
