namespace Reve;

/// <summary>What is done with the prompt: the operation behind New-, Edit- and Join-ReveImage.</summary>
public enum ReveOperation
{
    /// <summary>A picture from words alone.</summary>
    Create,

    /// <summary>One picture, changed as the words say.</summary>
    Edit,

    /// <summary>Several pictures, combined as the words say.</summary>
    Remix,
}
