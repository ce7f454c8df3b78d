namespace Reve.Emulator;

/// <summary>How a stream that is cut ends.</summary>
public enum StreamCut
{
    /// <summary>In good order.</summary>
    Ends,

    /// <summary>Open, but silent.</summary>
    Stalls,

    /// <summary>With the connection gone in the middle of the body.</summary>
    Breaks,
}
