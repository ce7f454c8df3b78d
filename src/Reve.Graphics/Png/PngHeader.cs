using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;

namespace Reve.Graphics.Png;

/// <summary>The IHDR chunk of a PNG file.</summary>
internal sealed class PngHeader(int width, int height, int depth, PngColorType type, bool interlaced)
{
    private static readonly PngPass[] SinglePass = [new(0, 0, 1, 1)];

    private static readonly PngPass[] Adam7 =
    [
        new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2),
        new(0, 1, 1, 2),
    ];

    public int Width { get; } = width;

    public int Height { get; } = height;

    public int Depth { get; } = depth;

    public PngColorType Type { get; } = type;

    public bool Interlaced { get; } = interlaced;

    public int Channels => Type switch
    {
        PngColorType.Rgb => 3,
        PngColorType.GrayAlpha => 2,
        PngColorType.RgbAlpha => 4,
        _ => 1,
    };

    public int BitsPerPixel => Channels * Depth;

    /// <summary>The minimum number of bytes of the decompressed pixels.</summary>
    public long Size => (long)Width * Height * BitsPerPixel / 8;

    public IReadOnlyList<PngPass> Passes => Interlaced ? Adam7 : SinglePass;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public static PngHeader Read(ReadOnlySpan<byte> header)
    {
        if (header.Length != 13)
            throw new InvalidDataException("The header of the PNG file is damaged.");

        long width = BinaryPrimitives.ReadUInt32BigEndian(header);
        long height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (width == 0 || height == 0 || width > PngReader.MaximumPixels || width * height > PngReader.MaximumPixels)
            throw new InvalidDataException(FormattableString.Invariant(
                $"The PNG file is {width} x {height}; the maximum is {PngReader.MaximumPixels} pixels."));

        var result = new PngHeader(
            (int)width, (int)height, header[8], (PngColorType)header[9], interlaced: header[12] == 1);
        if (!result.IsKnown || header[10] != 0 || header[11] != 0 || header[12] > 1)
            throw new InvalidDataException("The PNG file has an unknown pixel format.");
        return result;
    }

    private bool IsKnown => Type switch
    {
        PngColorType.Gray => Depth is 1 or 2 or 4 or 8 or 16,
        PngColorType.Palette => Depth is 1 or 2 or 4 or 8,
        PngColorType.Rgb or PngColorType.GrayAlpha or PngColorType.RgbAlpha => Depth is 8 or 16,
        _ => false,
    };
}
