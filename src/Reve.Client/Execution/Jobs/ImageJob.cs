using System;
using System.Collections.Generic;
using System.Linq;
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
    public bool WasMadeBefore => EntryOfEarlierRun is not null;

    /// <summary>What the earlier run was charged for the image; null when it is not known.</summary>
    public ReveUsage? PreviousUsage => EntryOfEarlierRun?.PreviousUsage;

    /// <summary>The providers that the job may be sent to, in their order.</summary>
    public IReadOnlyList<ProviderInfo> Providers =>
        [Connection.Provider, .. Alternatives.Select(job => job.Connection.Provider)];

    /// <summary>The prompt as it is sent, with the reference tags of the provider.</summary>
    public string SentPrompt => Validated.Prompt;

    /// <inheritdoc/>
    public override string Title => Request.Prompt;

    internal ValidatedRequest Validated { get; }

    internal ReveConnection Connection { get; }

    internal JournalEntry? Entry { get; init; }

    /// <summary>The same job for further providers, in the order in which they are used.</summary>
    internal IReadOnlyList<ImageJob> Alternatives { get; init; } = [];

    private JournalEntry? EntryOfEarlierRun =>
        Alternatives.Select(job => job.Entry).Prepend(Entry).FirstOrDefault(entry => entry?.WasMadeBefore == true);

    /// <summary>Validates a request without sending anything.</summary>
    /// <param name="request">The request.</param>
    /// <param name="connection">The connection that the request is sent over.</param>
    /// <param name="policy">The policy of the client that runs the job.</param>
    /// <param name="notify">Receives warnings.</param>
    /// <param name="inputs">The input images of earlier jobs of the run; null for none.</param>
    /// <exception cref="ReveException">The request is not valid for the provider.</exception>
    public static ImageJob Create(
        ImageRequest request, ReveConnection connection, CallPolicy? policy = null,
        Action<ReveNotice>? notify = null, InputCache? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(connection);
        var validator = new RequestValidator(connection.Provider, ProviderRegistry.All, Warn, inputs);
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

    /// <summary>Validates a request for each of several providers without sending anything.</summary>
    /// <param name="request">The request.</param>
    /// <param name="connections">The connections, in the order in which they are used.</param>
    /// <param name="policy">The policy of the client that runs the job.</param>
    /// <param name="notify">Receives warnings.</param>
    /// <param name="inputs">The input images of earlier jobs of the run; null for none.</param>
    /// <exception cref="ReveException">The request is not valid for one of the providers.</exception>
    public static ImageJob Create(
        ImageRequest request, IReadOnlyList<ReveConnection> connections, CallPolicy? policy = null,
        Action<ReveNotice>? notify = null, InputCache? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(connections);
        if (connections.Count > 1 && request.Model is { } model) throw FallbackErrors.ModelSpecified(model);
        if (connections.Count > 1) inputs ??= new InputCache();
        var first = Create(request, connections[0], policy, notify, inputs);
        return connections.Count == 1 ? first : first with
        {
            // The first validation gave the warnings of the request.
            Alternatives =
            [
                .. connections.Skip(1).Select(connection => Create(request, connection, policy, inputs: inputs)),
            ],
        };
    }

    /// <summary>
    /// Gives the job an entry in the journal of its folder, and reserves the name of its image. Equal jobs are
    /// distinguished by their order, so they must enter in the order of the input.
    /// </summary>
    /// <exception cref="ReveException">An input image cannot be read.</exception>
    public ImageJob EnterInto(ReveJournal journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var jobs = Candidates.ToList();
        var entries = journal.Add([.. jobs.Select(job => new JournalItem(
            job.Validated, job.Connection.Provider, value => SecretRedactor.RedactValue(value, job.Connection.Key)))]);
        // What one of the providers was sent is continued there and nowhere else.
        var continued = entries.FirstOrDefault(entry => entry.ResumeAction is ResumeAction.Fetch or ResumeAction.Ask)
            ?? entries.FirstOrDefault(entry => entry.ResumeAction == ResumeAction.Report);
        var first = Math.Max(0, entries.ToList().IndexOf(continued!));
        var output = jobs[first].Reserve(journal, entries[first], Output);
        return jobs[first] with
        {
            Entry = entries[first],
            Output = output,
            Alternatives = continued is not null ? [] :
            [
                .. jobs.Skip(1).Zip(entries.Skip(1), (job, entry) => job with
                {
                    Entry = entry,
                    Output = NameAt(job) == NameAt(this) ? output : job.Reserve(journal, entry, Output),
                }),
            ],
        };
    }

    /// <summary>The job, and then its alternatives with the output of the job.</summary>
    internal IEnumerable<ImageJob> Candidates => Alternatives.Select(job => job with
    {
        Output = job.Output ?? Output,
        Sidecar = Sidecar,
        SkipDownload = SkipDownload,
        Origin = Origin,
    }).Prepend(this with { Alternatives = [] });

    /// <summary>The name of the image at the provider of a job.</summary>
    private string? NameAt(ImageJob job) => Output?.PreviewName(job.Request, job.Connection.Provider);

    private OutputTarget? Reserve(ReveJournal journal, JournalEntry entry, OutputTarget? target)
    {
        if (target is not { } output) return null;
        journal.ProtectSavedFiles(output);
        if (entry.Previous is null) return output.Reserve(Request, entry.Provider);
        return entry.SavedName is { } file
            ? output.ForSavedFile(file)
            : output.ReserveForResume(Request, entry.Provider, mayExist: entry.ResumeAction != ResumeAction.Send);
    }
}
