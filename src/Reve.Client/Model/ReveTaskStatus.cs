namespace Reve;

/// <summary>Where a remote task stands.</summary>
public enum ReveTaskStatus
{
    /// <summary>Nothing is known yet.</summary>
    Unknown,

    /// <summary>Accepted.</summary>
    Received,

    /// <summary>Waiting for its turn.</summary>
    Queued,

    /// <summary>Given to a worker.</summary>
    Dispatched,

    /// <summary>The worker gets ready.</summary>
    Preparing,

    /// <summary>The worker is being reached.</summary>
    Serving,

    /// <summary>The app is being set up.</summary>
    SettingUp,

    /// <summary>The image is being made.</summary>
    Running,

    /// <summary>It was told to stop.</summary>
    Cancelling,

    /// <summary>The image is on its way to where it can be fetched.</summary>
    Uploading,

    /// <summary>The image is there.</summary>
    Completed,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was stopped.</summary>
    Cancelled,
}
