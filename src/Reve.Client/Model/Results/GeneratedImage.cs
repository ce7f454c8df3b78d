namespace Reve;

/// <summary>One image of a response: at a URL, or in the response itself.</summary>
internal sealed record GeneratedImage
{
    public string? Url { get; init; }

    public byte[]? Bytes { get; init; }

    /// <summary>The image in a file, when it was received into one; then there are no bytes in memory.</summary>
    public ReceivedImage? Received { get; init; }

    /// <summary>Whether the response itself contained the image.</summary>
    public bool HasContent => Bytes is not null || Received is not null;

    public string? RequestId { get; init; }

    public bool? ContentViolation { get; init; }

    public string? RevisedPrompt { get; init; }

    /// <summary>Withheld under the content policy: flagged, with neither a URL nor bytes.</summary>
    public bool IsWithheld => ContentViolation == true && Url is null && !HasContent;

    /// <summary>Neither present nor withheld.</summary>
    public bool IsMissing => ContentViolation != true && Url is null && !HasContent;
}
