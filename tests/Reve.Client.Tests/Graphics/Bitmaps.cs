using System;
using System.Linq;
using Reve.Graphics.Drawing;
using Reve.Graphics.Terminal;

namespace Reve.Tests.Graphics;

/// <summary>Bitmaps with known pixels.</summary>
internal static class Bitmaps
{
    private const int RgbAlpha = 6;

    // The channel levels that Sixel, which uses percent, represents exactly.
    private static readonly int[] Levels = [0, 51, 102, 153, 204, 255];

    /// <summary>A bitmap of up to 216 colors with a transparent area.</summary>
    public static Bitmap Colorful(int width, int height) => Of(width, height, (x, y) =>
        x is 3 or 4 && y is 2 or 3 or 4 ? [9, 9, 9, 0] : [Levels[x % 6], Levels[y % 6], Levels[(x + y) / 7 % 6], 255]);

    /// <summary>A bitmap with many more colors than a palette has.</summary>
    public static Bitmap Gradient(int width, int height) =>
        Of(width, height, (x, y) => [x * 255 / width, y * 255 / height, (x + y) * 255 / (width + height), 255]);

    public static Bitmap Of(int width, int height, Func<int, int, int[]> pixel) => new(width, height,
        [
            .. Enumerable.Range(0, width * height)
                .SelectMany(at => pixel(at % width, at / width)).Select(one => (byte)one),
        ]);

    public static byte[] Png(Bitmap bitmap) => PngSample.Write(
        bitmap.Width, bitmap.Height, 8, RgbAlpha, interlaced: false, (x, y) => [.. At(bitmap, x, y)]);

    public static TerminalImage Read(byte[] file)
    {
        var header = ImageHeaderReader.Read(file);
        return new TerminalImage(file, header?.Width, header?.Height);
    }

    public static string Render(Bitmap bitmap, TerminalProtocol protocol, int columns = 500, int? rows = null) =>
        Read(Png(bitmap)).Render(protocol, new TerminalSpace(columns, rows));

    public static int[] At(Bitmap bitmap, int x, int y) =>
        [.. bitmap.Rgba.AsSpan(((y * bitmap.Width) + x) * 4, 4).ToArray().Select(one => (int)one)];

    /// <summary>The bitmap as a screen shows it: each pixel is opaque or transparent.</summary>
    public static Bitmap Displayed(Bitmap bitmap) => Of(bitmap.Width, bitmap.Height, (x, y) =>
        At(bitmap, x, y) is [var red, var green, var blue, >= 128] ? [red, green, blue, 255] : [0, 0, 0, 0]);
}
