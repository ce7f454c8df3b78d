using Reve.Http;
using Reve.Validation;

namespace Reve;

/// <summary>Connects the jobs of a run with the journal of their folder.</summary>
public static class ReveJournalExtensions
{
    /// <summary>
    /// Gives a job its entry in the journal and reserves the name of its image. Equal jobs are told apart by their
    /// order, so jobs must be added in the order of the input.
    /// </summary>
    /// <exception cref="ReveException">The request is not valid, or an input image cannot be read.</exception>
    public static ReveJob Enter(this ReveJournal journal, ReveJob job, ReveConnection connection)
    {
        var request = RequestValidator.Check(connection.Complete(job.Request), connection.Provider, static _ => { });
        var entry = journal.Add(
            request, connection.Provider, line => SecretRedactor.Hide(line, connection.Key)!);
        return job with { Entry = entry, Output = Reserve(journal, job, entry) };
    }

    private static OutputTarget? Reserve(ReveJournal journal, ReveJob job, Journal.JournalEntry entry)
    {
        if (job.Output is not { } output) return null;
        journal.ProtectSavedFiles(output);
        if (entry.Previous is null) return output.Reserve(job.Request, entry.Provider);
        return entry.SavedName is { } file
            ? output.ForSavedFile(file)
            : output.ReserveForResume(job.Request, entry.Provider, mayExist: entry.ResumeAction != ResumeAction.Send);
    }
}
