namespace Reve.Journal;

/// <summary>One image of a response.</summary>
internal sealed record ImageRecord
{
    public string? Url { get; init; }

    /// <summary>The name of the part file that holds the bytes.</summary>
    public string? Part { get; init; }

    public string? RequestId { get; init; }

    public string? RevisedPrompt { get; init; }

    public bool? ContentViolation { get; init; }
}
