using System;
using Reve.Execution;
using Reve.Http;
using Reve.Journal;
using Reve.Validation;

namespace Reve;

/// <summary>A validated request and the destination of its images.</summary>
public sealed record ImageJob : OutputJob
{
    private ImageJob(ValidatedRequest request, ReveConnection connection)
    {
        Validated = request;
        Connection = connection;
        Index = request.Request.Index;
    }

    /// <summary>The request, with the model of the connection when it named none.</summary>
    public ImageRequest Request => Validated.Request;

    /// <summary>Returns the URL of an image without downloading it.</summary>
    public bool SkipDownload { get; init; }

    /// <summary>The expected cost in the provider's unit; null when the price is unknown.</summary>
    public decimal? Price => Validated.Operation.PriceOf(Request);

    /// <summary>What a run does with the job, as the journal of earlier runs suggests.</summary>
    public ResumeAction ResumeAction => Entry?.ResumeAction ?? ResumeAction.Send;

    /// <summary>Whether an earlier run generated the same image in the same folder.</summary>
    public bool WasMadeBefore => Entry?.WasMadeBefore ?? false;

    /// <summary>What the earlier run was charged for the image; null when it is not known.</summary>
    public ReveUsage? PreviousUsage => Entry?.PreviousUsage;

    /// <inheritdoc/>
    public override string Title => Request.Prompt;

    internal ValidatedRequest Validated { get; }

    internal ReveConnection Connection { get; }

    internal JournalEntry? Entry { get; init; }

    /// <summary>Validates a request without sending anything.</summary>
    /// <param name="request">The request.</param>
    /// <param name="connection">The connection that the request is sent over.</param>
    /// <param name="policy">The policy of the client that runs the job.</param>
    /// <param name="notify">Receives warnings.</param>
    /// <exception cref="ReveException">The request is not valid for the provider.</exception>
    public static ImageJob Create(
        ImageRequest request, ReveConnection connection, CallPolicy? policy = null,
        Action<ReveNotice>? notify = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(connection);
        var validator = new RequestValidator(connection.Provider, ProviderRegistry.All, Warn);
        var job = new ImageJob(validator.Validate(connection.Complete(request)), connection);
        if (request.AdditionalBody is { Count: > 0 })
        {
            ProviderRegistry.Find(connection.Provider).CheckAdditionalBody(job.Validated);
        }

        if (policy?.CostLimit is not null && job.Price is null)
        {
            throw BudgetErrors.PriceUnknown(job.Request, connection.Provider);
        }

        return job;

        void Warn(string message) => notify?.Invoke(new ReveNotice(ReveNoticeLevel.Warning, message));
    }

    /// <summary>
    /// Gives the job an entry in the journal of its folder, and reserves the name of its image. Equal jobs are
    /// distinguished by their order, so they must enter in the order of the input.
    /// </summary>
    /// <exception cref="ReveException">An input image cannot be read.</exception>
    public ImageJob EnterInto(ReveJournal journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var entry = journal.Add(
            Validated, Connection.Provider, value => SecretRedactor.RedactValue(value, Connection.Key));
        return this with { Entry = entry, Output = Reserve(journal, entry) };
    }

    private OutputTarget? Reserve(ReveJournal journal, JournalEntry entry)
    {
        if (Output is not { } output) return null;
        journal.ProtectSavedFiles(output);
        if (entry.Previous is null) return output.Reserve(Request, entry.Provider);
        return entry.SavedName is { } file
            ? output.ForSavedFile(file)
            : output.ReserveForResume(Request, entry.Provider, mayExist: entry.ResumeAction != ResumeAction.Send);
    }
}
