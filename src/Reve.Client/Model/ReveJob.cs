using Reve.Journal;

namespace Reve;

/// <summary>A request, and what becomes of its images.</summary>
/// <param name="Request">What is asked.</param>
public sealed record ReveJob(ImageRequest Request)
{
    /// <summary>The task that is asked after, where there is one already.</summary>
    public ReveTask? Task { get; init; }

    /// <summary>The image that is saved, where there is one already.</summary>
    public ReveImage? Image { get; init; }

    /// <summary>What the job comes from, for whoever submits it: it comes back with what becomes of the job.</summary>
    public object? Origin { get; init; }

    /// <summary>Where the images are saved; null: they stay in memory.</summary>
    public OutputTarget? Output { get; init; }

    /// <summary>Whether a hosted image stays at its address.</summary>
    public bool SkipDownload { get; init; }

    /// <summary>Whether each saved image gets a file beside it that tells everything about it.</summary>
    public bool Sidecar { get; init; }

    /// <summary>What is done about it, by what the journal tells of earlier runs.</summary>
    public ResumeAction Outlook => Entry?.ResumeAction ?? ResumeAction.Send;

    /// <summary>Whether an earlier run generated the same image in the same folder.</summary>
    public bool WasMadeBefore => Entry?.WasMadeBefore ?? false;

    /// <summary>What the earlier run was charged for it, when that is known.</summary>
    public ReveUsage? PreviousUsage => Entry?.PreviousUsage;

    /// <summary>The job's entry in the journal of its folder.</summary>
    internal JournalEntry? Entry { get; init; }

    /// <summary>A job that brings an image which is made already to its place.</summary>
    public static ReveJob ToSave(ReveImage image, OutputTarget? output) =>
        new(new ImageRequest { Operation = image.Operation, Prompt = image.Prompt, Index = image.Index })
        {
            Image = image,
            Output = output,
        };
}
