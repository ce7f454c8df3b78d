namespace Reve;

/// <summary>A message about a job in progress.</summary>
/// <param name="Level">The level.</param>
/// <param name="Message">The message.</param>
public sealed record ReveNotice(ReveNoticeLevel Level, string Message)
{
    private const int MaximumLength = 2000;
    private const int MaximumDebugLength = 16_000;

    /// <summary>The message, on one line.</summary>
    public string Message { get; init => field = Clean(Level, value); } = Clean(Level, Message);

    /// <summary>The id of a warning; null when it has none.</summary>
    public ReveErrorKind? Kind { get; init; }

    private static string Clean(ReveNoticeLevel level, string message) =>
        DisplayText.Of(message, level == ReveNoticeLevel.Debug ? MaximumDebugLength : MaximumLength);
}
