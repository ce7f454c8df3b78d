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

    /// <inheritdoc/>
    public override string Title => Image.Prompt;
}
