using System;
using System.IO;
using Reve.Journal;
using Reve.Output;

namespace Reve.Execution;

/// <summary>The part files that images inside a response are received into.</summary>
internal static class ImagePartFiles
{
    /// <summary>Returns what creates the part files of a job; null when its images stay in memory.</summary>
    /// <param name="job">The job.</param>
    /// <param name="entry">Its entry in the journal; null when no journal is kept.</param>
    public static Func<int, IImageFile?>? For(OutputJob job, JournalEntry? entry) =>
        job.Output is { } output ? number => Create(output, entry, number) : null;

    private static PartFile? Create(OutputTarget output, JournalEntry? entry, int number)
    {
        try
        {
            return entry is null
                ? PartFile.Create(output.Folder)
                : PartFile.Create(entry.Folder, PartFile.NameFor(entry.Call, number));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The image stays in memory. The error occurs again when it is saved, and is reported then.
            return null;
        }
    }
}
