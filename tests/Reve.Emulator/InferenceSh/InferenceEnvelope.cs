namespace Reve.Emulator;

/// <summary>What an answer is wrapped in.</summary>
public enum InferenceEnvelope
{
    /// <summary>success, status and data.</summary>
    V1,

    /// <summary>Nothing: the bare object.</summary>
    V2,

    /// <summary>data and messages.</summary>
    V3,
}
