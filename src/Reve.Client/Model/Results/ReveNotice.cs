namespace Reve;

/// <summary>A message about a job in progress.</summary>
/// <param name="Level">The level.</param>
/// <param name="Message">The message.</param>
public sealed record ReveNotice(ReveNoticeLevel Level, string Message)
{
    /// <summary>The id of a warning; null when it has none.</summary>
    public ReveErrorKind? Kind { get; init; }
}
