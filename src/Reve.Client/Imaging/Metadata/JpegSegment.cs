namespace Reve.Imaging;

/// <summary>A segment of a JPEG file: its marker, and where it and its data start and end.</summary>
internal sealed record JpegSegment(byte Marker, long At, long Data, long End)
{
    /// <summary>Whether it contains an XMP packet.</summary>
    public bool IsXmp { get; init; }
}
