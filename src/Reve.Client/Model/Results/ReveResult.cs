namespace Reve;

/// <summary>
/// The result of a job for one image: the image, an error, or both.
/// </summary>
/// <param name="Image">The image; null when none was generated.</param>
/// <param name="Error">The error; null when the image was delivered.</param>
public sealed record ReveResult(ReveImage? Image, ReveException? Error = null);
