using System;
using System.Linq;
using Reve.Imaging;
using Reve.Terminal;
using Reve.Tests.Imaging;

namespace Reve.Tests.Terminal;

/// <summary>Images to draw, with their pixels known.</summary>
internal static class Sample
{
    private const int RgbAlpha = 6;

    // The levels of a channel that Sixel, which counts in percent, can say exactly.
    private static readonly int[] Levels = [0, 51, 102, 153, 204, 255];

    /// <summary>An image of up to 216 colours, with a see-through spot in it.</summary>
    public static Bitmap Colourful(int width, int height) => Of(width, height, (x, y) =>
        x is 3 or 4 && y is 2 or 3 or 4 ? [9, 9, 9, 0] : [Levels[x % 6], Levels[y % 6], Levels[(x + y) / 7 % 6], 255]);

    /// <summary>An image of many more colours than a palette holds.</summary>
    public static Bitmap Gradient(int width, int height) =>
        Of(width, height, (x, y) => [x * 255 / width, y * 255 / height, (x + y) * 255 / (width + height), 255]);

    public static Bitmap Of(int width, int height, Func<int, int, int[]> pixel) => new(width, height,
        [
            .. Enumerable.Range(0, width * height)
                .SelectMany(at => pixel(at % width, at / width)).Select(one => (byte)one),
        ]);

    public static byte[] Png(Bitmap bitmap) => PngSample.Write(
        bitmap.Width, bitmap.Height, 8, RgbAlpha, interlaced: false, (x, y) => [.. At(bitmap, x, y)]);

    public static TerminalImage Read(byte[] file) => TerminalImage.Read(ImageInput.FromBytes(file, "fox.png"));

    public static string Draw(Bitmap bitmap, TerminalProtocol protocol, int columns = 500, int? rows = null) =>
        Read(Png(bitmap)).Draw(protocol, new TerminalSpace(columns, rows));

    public static int[] At(Bitmap bitmap, int x, int y) =>
        [.. bitmap.Rgba.AsSpan(((y * bitmap.Width) + x) * 4, 4).ToArray().Select(one => (int)one)];

    /// <summary>The same image as a screen shows it: a pixel is there or it is not.</summary>
    public static Bitmap Seen(Bitmap bitmap) => Of(bitmap.Width, bitmap.Height, (x, y) =>
        At(bitmap, x, y) is [var red, var green, var blue, >= 128] ? [red, green, blue, 255] : [0, 0, 0, 0]);
}
