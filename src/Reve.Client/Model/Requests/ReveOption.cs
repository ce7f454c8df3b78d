namespace Reve;

/// <summary>
/// Options that only some providers support. They have the names of the cmdlets' parameters.
/// </summary>
public enum ReveOption
{
    /// <summary>The version of the Reve model.</summary>
    Version,

    /// <summary>Spends more time for better quality.</summary>
    TestTimeScaling,

    /// <summary>The factor by which the image is enlarged.</summary>
    Upscale,

    /// <summary>Makes the background transparent.</summary>
    RemoveBackground,

    /// <summary>The file format of the image.</summary>
    Format,

    /// <summary>An address that is called when the task ends.</summary>
    WebhookUri,

    /// <summary>Returns the task without waiting for its image.</summary>
    NoWait,
}
