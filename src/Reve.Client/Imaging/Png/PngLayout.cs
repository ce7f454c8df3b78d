using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System;
using Reve.Terminal;

namespace Reve.Imaging;

/// <summary>What the header of a PNG file says about how its pixels are stored.</summary>
internal sealed record PngLayout(int Width, int Height, int Depth, PngColourType Type, bool Interlaced)
{
    private static readonly PngPass[] Whole = [new(0, 0, 1, 1)];

    private static readonly PngPass[] Seven =
    [
        new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2),
        new(0, 1, 1, 2),
    ];

    public int Channels => Type switch
    {
        PngColourType.Rgb => 3,
        PngColourType.GreyAlpha => 2,
        PngColourType.RgbAlpha => 4,
        _ => 1,
    };

    public int BitsPerPixel => Channels * Depth;

    /// <summary>How many bytes the pixels take at least, unpacked.</summary>
    public long Size => (long)Width * Height * BitsPerPixel / 8;

    public IReadOnlyList<PngPass> Passes => Interlaced ? Seven : Whole;

    public static PngLayout Read(ReadOnlySpan<byte> header)
    {
        if (header.Length != 13)
            throw new InvalidDataException("The header of the PNG file is damaged.");

        long width = BinaryPrimitives.ReadUInt32BigEndian(header);
        long height = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (width == 0 || height == 0 || width > PngReader.MostPixels || width * height > PngReader.MostPixels)
            throw new InvalidDataException(FormattableString.Invariant(
                $"The PNG file is {width} x {height} pixels; from 1 to {PngReader.MostPixels} can be read."));

        var layout = new PngLayout(
            (int)width, (int)height, header[8], (PngColourType)header[9], Interlaced: header[12] == 1);
        if (!layout.IsKnown || header[10] != 0 || header[11] != 0 || header[12] > 1)
            throw new InvalidDataException("The PNG file stores its pixels in no known way.");
        return layout;
    }

    private bool IsKnown => Type switch
    {
        PngColourType.Grey => Depth is 1 or 2 or 4 or 8 or 16,
        PngColourType.Palette => Depth is 1 or 2 or 4 or 8,
        PngColourType.Rgb or PngColourType.GreyAlpha or PngColourType.RgbAlpha => Depth is 8 or 16,
        _ => false,
    };
}
