using System;

namespace Reve;

/// <summary>What each image format is called elsewhere.</summary>
public static class ImageFormatExtensions
{
    extension(ImageFormat format)
    {
        /// <summary>The media type, such as <c>image/png</c>.</summary>
        public string MediaType => format switch
        {
            ImageFormat.Png => "image/png",
            ImageFormat.Jpeg => "image/jpeg",
            ImageFormat.WebP => "image/webp",
            ImageFormat.Gif => "image/gif",
            ImageFormat.Avif => "image/avif",
            ImageFormat.Heif => "image/heif",
            ImageFormat.Tiff => "image/tiff",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };

        /// <summary>The name for -Format, such as <c>jpeg</c>.</summary>
        public string Name => format.ToString().ToLowerInvariant();

        /// <summary>The usual ending of a file's name, with its dot, such as <c>.png</c>.</summary>
        public string Extension => format switch
        {
            ImageFormat.Png => ".png",
            ImageFormat.Jpeg => ".jpg",
            ImageFormat.WebP => ".webp",
            ImageFormat.Gif => ".gif",
            ImageFormat.Avif => ".avif",
            ImageFormat.Heif => ".heif",
            ImageFormat.Tiff => ".tif",
            _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
        };

        /// <summary>The format that a file's ending promises, or null when it is no image's ending.</summary>
        /// <param name="extension">With or without its dot, in any case; aliases such as <c>.jpeg</c> count.</param>
        public static ImageFormat? FromExtension(string? extension) =>
            extension?.TrimStart('.').ToUpperInvariant() switch
            {
                "PNG" or "APNG" => ImageFormat.Png,
                "JPG" or "JPEG" or "JPE" or "JFIF" => ImageFormat.Jpeg,
                "WEBP" => ImageFormat.WebP,
                "GIF" => ImageFormat.Gif,
                "AVIF" or "AVIFS" => ImageFormat.Avif,
                "HEIC" or "HEIF" or "HEICS" or "HEIFS" or "HIF" => ImageFormat.Heif,
                "TIF" or "TIFF" => ImageFormat.Tiff,
                _ => null,
            };
    }
}
