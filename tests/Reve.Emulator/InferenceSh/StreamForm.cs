namespace Reve.Emulator;

/// <summary>What a stream's line looks like.</summary>
public enum StreamForm
{
    /// <summary>The bare task.</summary>
    Task,

    /// <summary>The whole task first, then data with what changed, and fields with its names.</summary>
    Partial,

    /// <summary>The whole task first, then event "delta" with what changed as its data.</summary>
    Delta,

    /// <summary>Event "update" with the whole task as its data.</summary>
    Event,
}
