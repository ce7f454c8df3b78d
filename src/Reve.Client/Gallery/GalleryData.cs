using System.Collections.Generic;

namespace Reve.Gallery;

/// <summary>The data of a page.</summary>
internal sealed record GalleryData(IReadOnlyList<GalleryCard> Cards);
