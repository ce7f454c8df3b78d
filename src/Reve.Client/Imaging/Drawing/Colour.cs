namespace Reve.Imaging;

/// <summary>Red, green and blue, 0 to 255 each.</summary>
internal readonly record struct Colour(byte Red, byte Green, byte Blue)
{
    public static Colour White => new(255, 255, 255);

    public static Colour Of(int rgb) => new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);

    /// <summary>From this colour at 0 to the other at 1.</summary>
    public Colour Mix(Colour other, double share) =>
        new(Mix(Red, other.Red, share), Mix(Green, other.Green, share), Mix(Blue, other.Blue, share));

    private static byte Mix(byte from, byte to, double share) => (byte)(from + ((to - from) * share) + 0.5);
}
