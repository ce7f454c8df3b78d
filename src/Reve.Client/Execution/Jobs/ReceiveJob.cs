namespace Reve;

/// <summary>Downloads the images of a completed task.</summary>
/// <param name="Task">The task.</param>
public sealed record ReceiveJob(ReveTask Task) : OutputJob
{
    /// <inheritdoc/>
    public override string Title => string.IsNullOrEmpty(Task.Prompt) ? Task.Id : Task.Prompt!;

    /// <summary>Returns the URL of an image without downloading it.</summary>
    public bool SkipDownload { get; init; }
}
