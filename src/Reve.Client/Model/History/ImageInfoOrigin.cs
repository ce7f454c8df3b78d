namespace Reve;

/// <summary>Where the history of an image was found.</summary>
public enum ImageInfoOrigin
{
    /// <summary>In the file itself.</summary>
    Embedded,

    /// <summary>In the JSON file beside it.</summary>
    Sidecar,

    /// <summary>In the journal of its folder, or of a folder above it.</summary>
    Journal,
}
