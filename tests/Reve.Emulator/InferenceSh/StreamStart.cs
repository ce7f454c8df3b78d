namespace Reve.Emulator;

/// <summary>How a stream opens.</summary>
public enum StreamStart
{
    Opens,

    /// <summary>With a 404.</summary>
    NotFound,

    /// <summary>Never: not even the headers come.</summary>
    Hangs,
}
