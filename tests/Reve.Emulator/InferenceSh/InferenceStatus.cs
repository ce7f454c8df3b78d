namespace Reve.Emulator;

/// <summary>How a status is written.</summary>
public enum InferenceStatus
{
    /// <summary>Today's numbers: 10 is completed.</summary>
    Current,

    /// <summary>Yesterday's numbers: 9 is completed, 10 is failed.</summary>
    Older,

    /// <summary>COMPLETED.</summary>
    TextUpper,

    /// <summary>completed.</summary>
    TextLower,
}
