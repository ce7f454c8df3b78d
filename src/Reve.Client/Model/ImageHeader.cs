namespace Reve;

/// <summary>What the first bytes of an image say about it, without decoding it.</summary>
/// <param name="Format">The format by the bytes, whatever the file name says.</param>
/// <param name="Width">The stored width in pixels; null when the header is cut short or has none.</param>
/// <param name="Height">The stored height in pixels; null when the header is cut short or has none.</param>
public sealed record ImageHeader(ImageFormat Format, int? Width, int? Height)
{
    private const string Heic = "image/heic";

    /// <summary>The media type of the format, or <c>image/heic</c> when the file names that brand.</summary>
    public string MediaType { get; init; } = Format.MediaType;

    /// <summary>The usual file name extension, with its dot.</summary>
    public string Extension => MediaType == Heic ? ".heic" : Format.Extension;

    internal static ImageHeader Of(ImageFormat format, long width, long height) =>
        new(format, Pixels(width), Pixels(height));

    internal static ImageHeader Unsized(ImageFormat format) => new(format, null, null);

    internal ImageHeader AsHeic() => this with { MediaType = Heic };

    private static int? Pixels(long count) => count is > 0 and <= int.MaxValue ? (int)count : null;
}
