namespace Reve;

/// <summary>How far a paid call came, as the journal of its folder records it.</summary>
public enum ReveCallStage
{
    /// <summary>The request was sent, and no outcome is recorded.</summary>
    Started,

    /// <summary>The provider accepted the call as a task, whose end is not recorded.</summary>
    Accepted,

    /// <summary>The call ended without an image.</summary>
    Failed,

    /// <summary>The response arrived, and not all of its images were saved.</summary>
    Received,

    /// <summary>All images were saved.</summary>
    Saved,
}
