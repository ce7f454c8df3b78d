namespace Reve;

/// <summary>What a run does about a job, by the journal of earlier runs.</summary>
public enum ResumeAction
{
    /// <summary>The job is sent.</summary>
    Send,

    /// <summary>The job was paid for. Its images are on disk or are downloaded.</summary>
    Fetch,

    /// <summary>The job was accepted as a task. It is sent again only when the task was cancelled.</summary>
    Ask,

    /// <summary>The job may have been charged and has no image. Only -RetryUnknownOutcome sends it again.</summary>
    Report,
}
