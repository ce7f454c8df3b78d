namespace Reve.Http;

/// <summary>How far an HTTP exchange got.</summary>
internal enum ExchangePhase
{
    /// <summary>The host cannot have received the whole request.</summary>
    NotSent,

    /// <summary>A proxy refused the request because it requires credentials.</summary>
    RefusedByProxy,

    /// <summary>The host may have received the whole request, and no response arrived.</summary>
    Sent,

    /// <summary>The status arrived, and the body of the response ended early.</summary>
    Interrupted,

    /// <summary>The whole response arrived.</summary>
    Completed,
}
