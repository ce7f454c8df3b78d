namespace Reve;

/// <summary>What is done with the prompt: the operation behind New-, Edit- and Join-ReveImage.</summary>
public enum ReveOperation
{
    /// <summary>An image from words alone.</summary>
    Create,

    /// <summary>One image, changed as the words say.</summary>
    Edit,

    /// <summary>Several images, combined as the words say.</summary>
    Remix,
}
