namespace Reve;

/// <summary>What is done with the prompt: the operation behind New-, Edit- and Join-ReveImage.</summary>
public enum ReveOperation
{
    /// <summary>Creates an image from a prompt.</summary>
    Create,

    /// <summary>Changes an image as the prompt says.</summary>
    Edit,

    /// <summary>Combines several images as the prompt says.</summary>
    Remix,
}
