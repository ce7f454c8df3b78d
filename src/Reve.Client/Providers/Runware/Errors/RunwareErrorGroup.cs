namespace Reve.Providers.Runware;

/// <summary>What an error code of Runware is about.</summary>
internal enum RunwareErrorGroup
{
    /// <summary>The code says nothing that is known.</summary>
    Other,

    /// <summary>The key is missing or not accepted.</summary>
    Key,

    /// <summary>The account has no credit.</summary>
    Credit,

    /// <summary>There are too many requests.</summary>
    RateLimit,

    /// <summary>The prompt, an input image or the result violates the content policy.</summary>
    Content,

    /// <summary>The model did not respond in time.</summary>
    Timeout,

    /// <summary>The model does not exist or is withdrawn.</summary>
    Model,

    /// <summary>The model cannot run at present.</summary>
    Unavailable,

    /// <summary>The model failed.</summary>
    Failed,

    /// <summary>There is no task with the id, or it failed.</summary>
    TaskNotFound,

    /// <summary>The task was cancelled.</summary>
    TaskCancelled,

    /// <summary>The request is not valid.</summary>
    Input,
}
