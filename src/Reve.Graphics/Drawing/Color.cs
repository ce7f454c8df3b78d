namespace Reve.Graphics.Drawing;

/// <summary>An opaque color; each channel ranges from 0 to 255.</summary>
internal readonly record struct Color(byte Red, byte Green, byte Blue)
{
    public static Color White => new(255, 255, 255);

    public static Color FromRgb(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>Interpolates linearly: this color at 0, <paramref name="other"/> at 1.</summary>
    public Color Mix(Color other, double share) =>
        new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

    private static byte Mix(byte from, byte to, double share) => (byte)(from + ((to - from) * share) + 0.5);
}
