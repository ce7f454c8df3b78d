namespace Reve.Journal;

/// <summary>What a file holds in comparison with the image that was saved to it.</summary>
internal enum SavedFileState
{
    /// <summary>The same bytes.</summary>
    Intact,

    /// <summary>An image with other bytes, for example because a program wrote metadata to it.</summary>
    Changed,

    /// <summary>Something that is not an image, or that a link places outside the folder.</summary>
    Unusable,
}
