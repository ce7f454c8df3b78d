namespace Reve;

/// <summary>
/// What some providers can be told beyond prompt, images and ratio. Named as the cmdlets' parameters are.
/// </summary>
public enum ReveOption
{
    /// <summary>The version of the Reve model.</summary>
    Version,

    /// <summary>More time for better quality.</summary>
    TestTimeScaling,

    /// <summary>How many times larger the image is made in the end.</summary>
    Upscale,

    /// <summary>A transparent background.</summary>
    RemoveBackground,

    /// <summary>An address that is told when the task is over.</summary>
    WebhookUri,

    /// <summary>A task that is picked up later.</summary>
    NoWait,
}
