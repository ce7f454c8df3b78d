namespace Reve.Emulator;

/// <summary>Where a task is; the values are the current generation's numbers.</summary>
public enum TaskState
{
    Unknown,
    Received,
    Queued,
    Dispatched,
    Preparing,
    Serving,
    SettingUp,
    Running,
    Cancelling,
    Uploading,
    Completed,
    Failed,
    Cancelled,
}
