using System.IO;
using System;
using Reve.Terminal;

namespace Reve.Imaging;

/// <summary>Turns the samples of a PNG file into colours.</summary>
internal sealed class PngColours
{
    public byte[] Palette { get; set; } = [];

    /// <summary>The opacity of each colour of the palette, or the one colour that is see-through.</summary>
    public byte[] Transparency { get; set; } = [];

    public void Write(PngLayout layout, ReadOnlySpan<byte> row, int column, Span<byte> rgba)
    {
        var depth = layout.Depth;
        var first = column * layout.Channels;
        var one = Sample(row, first, depth);
        if (layout.Type == PngColourType.Palette)
        {
            WriteEntry(one, rgba);
            return;
        }

        var coloured = layout.Type is PngColourType.Rgb or PngColourType.RgbAlpha;
        var two = coloured ? Sample(row, first + 1, depth) : one;
        var three = coloured ? Sample(row, first + 2, depth) : one;
        rgba[0] = Scale(one, depth);
        rgba[1] = Scale(two, depth);
        rgba[2] = Scale(three, depth);
        rgba[3] = layout.Type switch
        {
            PngColourType.GreyAlpha => Scale(Sample(row, first + 1, depth), depth),
            PngColourType.RgbAlpha => Scale(Sample(row, first + 3, depth), depth),
            PngColourType.Grey => Opacity(one == Key(0)),
            _ => Opacity(one == Key(0) && two == Key(1) && three == Key(2)),
        };
    }

    private void WriteEntry(int index, Span<byte> rgba)
    {
        if (Palette.Length < (index + 1) * 3)
            throw new InvalidDataException("The PNG file is damaged: a pixel has a colour that is not in its palette.");

        Palette.AsSpan(index * 3, 3).CopyTo(rgba);
        rgba[3] = index < Transparency.Length ? Transparency[index] : byte.MaxValue;
    }

    private int Key(int channel) => Transparency.Length < (channel + 1) * 2
        ? -1
        : (Transparency[channel * 2] << 8) | Transparency[(channel * 2) + 1];

    private static int Sample(ReadOnlySpan<byte> row, int index, int depth)
    {
        if (depth == 8)
            return row[index];
        if (depth == 16)
            return (row[index * 2] << 8) | row[(index * 2) + 1];

        var bit = index * depth;
        return (row[bit / 8] >> (8 - depth - (bit % 8))) & ((1 << depth) - 1);
    }

    private static byte Scale(int sample, int depth) =>
        depth == 16 ? (byte)(sample >> 8) : (byte)(sample * 255 / ((1 << depth) - 1));

    private static byte Opacity(bool seeThrough) => seeThrough ? (byte)0 : byte.MaxValue;
}
