using System;

namespace Reve.Http;

/// <summary>
/// Replaces the base64 of an image in the JSON of a response. It is itself a small image with random content: a parser
/// reads it like any other image, and no host can guess it.
/// </summary>
internal sealed class ImagePlaceholder
{
    private const int RandomLength = 96;
    private const int GuidLength = 16;

    private static readonly byte[] s_start =
    [
        .. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF,
        // A comment of random bytes follows.
        0x21, 0xFE, RandomLength,
    ];

    private static readonly byte[] s_end = [0, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B];

    public ImagePlaceholder()
    {
        Bytes = new byte[s_start.Length + RandomLength + s_end.Length];
        s_start.CopyTo(Bytes, 0);
        for (var at = 0; at < RandomLength; at += GuidLength)
        {
            Guid.NewGuid().ToByteArray().CopyTo(Bytes, s_start.Length + at);
        }

        s_end.CopyTo(Bytes, s_start.Length + RandomLength);
    }

    public byte[] Bytes { get; }

    public bool Equals(byte[] bytes) => bytes.AsSpan().SequenceEqual(Bytes);
}
