namespace Reve.Imaging;

/// <summary>Decoded pixels, the rows from the top, four bytes each: red, green, blue and opacity.</summary>
internal sealed record Bitmap(int Width, int Height, byte[] Rgba);
