namespace Reve;

/// <summary>Whether a paid call was charged.</summary>
public enum Billing
{
    /// <summary>The provider did not charge for the call.</summary>
    NotCharged,

    /// <summary>The provider may have charged for the call.</summary>
    Unknown,

    /// <summary>The provider charged for the call.</summary>
    Charged,
}
