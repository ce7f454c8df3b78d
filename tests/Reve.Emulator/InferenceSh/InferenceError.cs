namespace Reve.Emulator;

/// <summary>How an error is written.</summary>
public enum InferenceError
{
    /// <summary>Problem JSON.</summary>
    Problem,

    /// <summary>success, status and an error object.</summary>
    Older,
}
