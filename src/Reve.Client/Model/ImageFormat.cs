namespace Reve;

/// <summary>What an image file is, told by its first bytes.</summary>
public enum ImageFormat
{
    /// <summary>Portable Network Graphics.</summary>
    Png,

    /// <summary>JPEG, in any of its processes.</summary>
    Jpeg,

    /// <summary>WebP, lossy, lossless or extended.</summary>
    WebP,

    /// <summary>GIF87a or GIF89a.</summary>
    Gif,

    /// <summary>AV1 images in an ISO media file.</summary>
    Avif,

    /// <summary>HEIC and HEIF: other images in an ISO media file.</summary>
    Heif,

    /// <summary>TIFF and BigTIFF, in either byte order.</summary>
    Tiff,
}
