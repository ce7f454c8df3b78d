namespace Reve;

/// <summary>What a run does about a job, by what the journal tells of earlier ones.</summary>
public enum ResumeAction
{
    /// <summary>It is sent.</summary>
    Send,

    /// <summary>It is paid for: its images are here, or are fetched.</summary>
    Fetch,

    /// <summary>It was accepted as a task, which is asked after; it is sent only when that was cancelled.</summary>
    Ask,

    /// <summary>It may have been charged and brought nothing: it is sent only when that is asked for.</summary>
    Report,
}
