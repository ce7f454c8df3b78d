namespace Reve.Emulator;

/// <summary>Where the addresses lead that the emulated fal returns for a task.</summary>
public enum FalLinkHost
{
    /// <summary>To the queue of fal, as the real host writes them.</summary>
    Queue,

    /// <summary>To the address of this server, as a gateway that rewrites them does.</summary>
    Emulator,

    /// <summary>To another host.</summary>
    Foreign,

    /// <summary>Nowhere: there are none.</summary>
    None,
}
