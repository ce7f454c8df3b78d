namespace Reve.Tests.Faults;

/// <summary>How far a request and its response got before a fault, which decides the outcome of a paid call.</summary>
public enum Reach
{
    /// <summary>The host said that it did not and will not process the request.</summary>
    Refused,

    /// <summary>The host did not read the whole request, which the client may not know.</summary>
    Unread,

    /// <summary>The host has the whole request, and no status arrived.</summary>
    Lost,

    /// <summary>A status arrived, and not the whole body.</summary>
    Cut,

    /// <summary>The response arrived whole.</summary>
    Whole,
}
