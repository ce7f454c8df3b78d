namespace Reve;

/// <summary>How an attempt of a paid call ended.</summary>
public enum OutcomeKind
{
    /// <summary>The response holds images.</summary>
    Succeeded,

    /// <summary>The provider accepted the call as a task, which is followed by its id.</summary>
    Accepted,

    /// <summary>The request never left this machine, or was never complete.</summary>
    NotSent,

    /// <summary>The provider returned an error.</summary>
    Rejected,

    /// <summary>The request was sent and its result is unknown.</summary>
    Unknown,

    /// <summary>The provider reported success, and the response cannot be read.</summary>
    Unreadable,
}
