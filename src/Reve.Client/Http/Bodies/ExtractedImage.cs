namespace Reve.Http;

/// <summary>An image that was taken out of the JSON of a response.</summary>
/// <param name="Offset">The offset of the placeholder in the JSON.</param>
/// <param name="Length">The length of the placeholder in the JSON.</param>
/// <param name="Placeholder">The placeholder.</param>
/// <param name="Image">The image.</param>
internal sealed record ExtractedImage(int Offset, int Length, ImagePlaceholder Placeholder, ReceivedImage Image)
{
    /// <summary>
    /// The last characters of the base64 that are not whole bytes, such as those of a truncated body.
    /// </summary>
    public byte[] Rest { get; set; } = [];

    /// <summary>The number of padding characters that the base64 lacks at its end.</summary>
    public int OmittedPadding { get; set; }

    /// <summary>Whether the result of the call has the image. Otherwise it is deleted with the response.</summary>
    public bool IsTaken { get; set; }
}
