using System;
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

    /// <summary>What the earlier run was charged for it, when that is known.</summary>
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
        var complete = connection.Complete(request);
        var validated = RequestValidator.Check(
            complete, connection.Provider, message => notify?.Invoke(new ReveNotice(ReveNoticeLevel.Warning, message)));
        if (policy?.CostLimit is not null) connection.Provider.RequirePrice(complete);
        return new ImageJob(validated, connection);
    }

    /// <summary>
    /// Gives the job an entry in the journal of its folder and reserves the name of its image. Equal jobs are
    /// numbered in the order in which they are entered.
    /// </summary>
    /// <exception cref="ReveException">An input image cannot be read.</exception>
    public ImageJob EnterInto(ReveJournal journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var entry = journal.Add(
            Validated, Connection.Provider, line => SecretRedactor.Hide(line, Connection.Key)!);
        return this with { Entry = entry, Output = Reserve(journal, entry) };
    }

    private OutputTarget? Reserve(ReveJournal journal, JournalEntry entry)
    {
        if (Output is null) return null;
        journal.ProtectSavedFiles(Output);
        return entry.Previous is null
            ? Output.Reserve(Request, entry.Provider)
            : Output.ReserveForResume(Request, entry.Provider, mayExist: entry.ResumeAction != ResumeAction.Send);
    }
}
