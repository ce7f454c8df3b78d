namespace Reve;

/// <summary>Whether a provider still serves its model, as far as it is known.</summary>
public enum ProviderState
{
    /// <summary>The sources do not say.</summary>
    Unknown,

    /// <summary>The provider lists the model.</summary>
    Listed,

    /// <summary>The provider depends on an API that was closed.</summary>
    PresumedClosed,

    /// <summary>It works on this machine.</summary>
    Local,
}
