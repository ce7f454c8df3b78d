namespace Reve;

/// <summary>A query about a remote task.</summary>
/// <param name="Task">The task.</param>
public sealed record TaskJob(ReveTask Task) : ReveJob
{
    /// <inheritdoc/>
    public override string Title => string.IsNullOrEmpty(Task.Prompt) ? Task.Id : Task.Prompt!;
}
