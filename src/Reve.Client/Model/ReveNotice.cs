namespace Reve;

/// <summary>Whom a notice is for.</summary>
public enum ReveNoticeLevel
{
    /// <summary>Everything that travels, with keys and images masked.</summary>
    Debug,

    /// <summary>One line a step.</summary>
    Verbose,

    /// <summary>Where a task stands.</summary>
    Progress,

    /// <summary>What a user would want to know.</summary>
    Warning,
}

/// <summary>Something worth telling while a call is under way.</summary>
/// <param name="Level">Whom it is for.</param>
/// <param name="Message">The words.</param>
public sealed record ReveNotice(ReveNoticeLevel Level, string Message)
{
    /// <summary>The id of a warning; null when it has none.</summary>
    public ReveErrorKind? Kind { get; init; }
}
