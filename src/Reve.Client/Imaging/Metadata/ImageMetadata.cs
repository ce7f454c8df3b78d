namespace Reve.Imaging;

/// <summary>The metadata blocks of an image file, as they are in the file.</summary>
internal sealed record ImageMetadata
{
    /// <summary>The longest XMP packet that is read, in bytes.</summary>
    public const int MaximumXmp = 1024 * 1024;

    /// <summary>The longest manifest store that is read, in bytes.</summary>
    public const int MaximumManifest = 4 * 1024 * 1024;

    public static ImageMetadata None { get; } = new();

    /// <summary>The XMP packet; null for none.</summary>
    public byte[]? Xmp { get; init; }

    /// <summary>Whether the file carries content credentials (C2PA).</summary>
    public bool HasCredentials { get; init; }

    /// <summary>The manifest store of the credentials; null for none, or when it is too long or damaged.</summary>
    public byte[]? Manifest { get; init; }
}
