using System;

namespace Reve;

/// <summary>Saves an image that exists already.</summary>
public sealed record SaveJob : OutputJob
{
    /// <summary>Creates a job with the position of the image.</summary>
    public SaveJob(ReveImage image)
    {
        Image = image ?? throw new ArgumentNullException(nameof(image));
        Index = image.Index;
    }

    /// <summary>The image.</summary>
    public ReveImage Image { get; }

    /// <summary>
    /// Whether the user specified the URL itself, and not an object that contains one. It may then lead to this
    /// machine or to a private network.
    /// </summary>
    public bool IsUrlSpecified { get; init; }

    internal Uri? TrustedAddress =>
        IsUrlSpecified && Uri.TryCreate(Image.Url, UriKind.Absolute, out var address) ? address : null;

    /// <inheritdoc/>
    public override string Title => Image.Prompt;
}
