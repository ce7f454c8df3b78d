namespace Reve.Gallery;

/// <summary>An input image of a card.</summary>
/// <param name="Name">The file name, or the address.</param>
/// <param name="File">The link to the file; null when it is not on this machine.</param>
internal sealed record GallerySource(string Name, string? File);
