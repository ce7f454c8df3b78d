namespace Reve;

/// <summary>A job that produces images.</summary>
public abstract record OutputJob : ReveJob
{
    private protected OutputJob()
    {
    }

    /// <summary>The place where the images are saved; null keeps them in memory.</summary>
    public OutputTarget? Output { get; init; }

    /// <summary>Writes a JSON file with the properties of the image beside each saved image.</summary>
    public bool Sidecar { get; init; }

    /// <summary>Writes the prompt, provider, model, ids, charge and time of the image into each saved image.</summary>
    public bool EmbedMetadata { get; init; }
}
