using Reve.Imaging;

namespace Reve.Terminal;

internal static class SeenPixels
{
    private const byte HalfOpaque = 128;

    extension(Bitmap bitmap)
    {
        /// <summary>The pixel's colour, or null where one sees through more than not.</summary>
        public Rgb? Seen(int x, int y)
        {
            var at = ((y * bitmap.Width) + x) * 4;
            var rgba = bitmap.Rgba;
            return rgba[at + 3] < HalfOpaque ? null : new Rgb(rgba[at], rgba[at + 1], rgba[at + 2]);
        }
    }
}
