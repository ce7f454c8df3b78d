namespace Reve;

/// <summary>Whether a provider lists a model.</summary>
public enum ModelListingState
{
    /// <summary>The provider could not be queried, or publishes no list.</summary>
    Unknown,

    /// <summary>The model is listed.</summary>
    Listed,

    /// <summary>The model is listed as deprecated.</summary>
    Deprecated,

    /// <summary>The model is withdrawn, or is not in the list.</summary>
    Gone,
}
