namespace Reve;

/// <summary>
/// What became of one image: the image, the error that kept it from the disk or from here, or both.
/// </summary>
/// <param name="Image">The image, once one was made.</param>
/// <param name="Error">What went wrong.</param>
public sealed record ReveResult(ReveImage? Image, ReveException? Error = null)
{
    /// <summary>The task, where that is what was asked for.</summary>
    public ReveTask? Task { get; init; }

    /// <summary>The balance, where that is what was asked for.</summary>
    public ReveBalance? Balance { get; init; }
}
