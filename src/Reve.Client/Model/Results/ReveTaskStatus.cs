namespace Reve;

/// <summary>The status of a remote task.</summary>
public enum ReveTaskStatus
{
    /// <summary>Not known yet.</summary>
    Unknown,

    /// <summary>Accepted.</summary>
    Received,

    /// <summary>Waiting in the queue.</summary>
    Queued,

    /// <summary>Assigned to a worker.</summary>
    Dispatched,

    /// <summary>The worker is being prepared.</summary>
    Preparing,

    /// <summary>The worker is being connected.</summary>
    Serving,

    /// <summary>The app is being set up.</summary>
    SettingUp,

    /// <summary>The image is being generated.</summary>
    Running,

    /// <summary>Being cancelled.</summary>
    Cancelling,

    /// <summary>The image is being uploaded to its URL.</summary>
    Uploading,

    /// <summary>The image is available.</summary>
    Completed,

    /// <summary>Failed.</summary>
    Failed,

    /// <summary>Cancelled.</summary>
    Cancelled,
}
