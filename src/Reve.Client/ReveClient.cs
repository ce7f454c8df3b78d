using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Connections;
using Reve.Execution;
using Reve.Http;
using Reve.Journal;
using Reve.Providers;
using Reve.Threading;
using Reve.Validation;

namespace Reve;

/// <summary>The front door: a job in, results out. One client serves any number of jobs at once.</summary>
public sealed partial class ReveClient
{
    private readonly ReveConnection _connection;
    private readonly CallPolicy _policy;
    private readonly Clock _clock;
    private readonly Budget? _budget;
    private readonly Run _run;

    /// <summary>A client of one provider.</summary>
    /// <exception cref="ReveException">The connection cannot be used.</exception>
    public ReveClient(ReveConnection connection, CallPolicy? policy = null)
        : this(connection, policy ?? new CallPolicy(), Clock.System, SessionMemory.Shared)
    {
    }

    internal ReveClient(ReveConnection connection, CallPolicy policy, Clock clock, SessionMemory? memory = null)
    {
        ConnectionValidator.Check(connection, ProviderRegistry.All);
        _connection = connection;
        _policy = policy;
        _clock = clock;
        _run = new Run(policy, clock, memory ?? new SessionMemory());
        _budget = policy.CostLimit is { } limit ? new Budget(limit, connection.Provider) : null;
    }

    /// <summary>The provider that is asked.</summary>
    public ProviderInfo Provider => _connection.Provider;

    /// <summary>Validates a request without sending anything.</summary>
    /// <exception cref="ReveException">The request is not valid for the provider.</exception>
    public ImageJob CreateJob(ImageRequest request, Action<ReveNotice>? notify = null) =>
        ImageJob.Create(request, _connection, _policy, notify);

    /// <summary>Validates a request, sends it, and downloads the images into memory.</summary>
    /// <exception cref="ReveException">No image was generated.</exception>
    public Task<IReadOnlyList<ReveResult>> GenerateAsync(
        ImageRequest request, Action<ReveNotice>? notify = null, CancellationToken cancellation = default) =>
        GenerateAsync(CreateJob(request, notify), notify, cancellation);

    /// <summary>Sends a request, and downloads and saves the images.</summary>
    /// <exception cref="ReveException">No image was generated.</exception>
    public async Task<IReadOnlyList<ReveResult>> GenerateAsync(
        ImageJob job, Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        var request = CheckAgain(job);
        job.Output?.Check(job.Sidecar);
        job.Output?.Prepare();
        var wire = WireOf(job, notify, job.Entry, EstimateOf(job));
        var delivery = new ResultWriter(job, job.SkipDownload, job.Entry, Describe(request.Request, _connection.Provider), wire);
        try
        {
            if (await GoOnAsync(job, request, wire, cancellation).ConfigureAwait(false) is { } earlier)
            {
                return await delivery.BringAgainAsync(earlier, cancellation).ConfigureAwait(false);
            }

            _run.FailureGate.Check(request.Model);
            var answer = await ProviderRegistry.Behind(_connection.Provider)
                .RunAsync(request, wire, cancellation).ConfigureAwait(false);
            return await delivery.BringAsync(answer, cancellation).ConfigureAwait(false);
        }
        catch (ReveException exception) when (!exception.IsTaskOpen)
        {
            wire.Ledger.Ended(Ending.Of(exception));
            _run.FailureGate.Note(exception, request.Model);
            throw;
        }
        finally
        {
            wire.Ledger.LetGo();
        }
    }

    /// <summary>What was checked before is looked at once more: between then and now a file may have changed.</summary>
    private ValidatedRequest CheckAgain(ImageJob job) =>
        RequestValidator.Check(_connection.Complete(job.Request), _connection.Provider, static _ => { });

    /// <summary>What is known of an image before it is made.</summary>
    private static ReveImage Describe(ImageRequest request, ProviderInfo provider) =>
        ImageDescription.Of(request, provider);

    private Wire WireOf(
        OutputJob? job, Action<ReveNotice>? notify, JournalEntry? entry = null, decimal? estimate = null)
    {
        return new Wire(
            _connection, _policy, _clock, new ResponseArchive(job?.Output?.Folder), _run,
            new Ledger(entry, estimate is null ? null : _budget, estimate ?? 0, _clock, Tell),
            (level, message) => Tell(level, Masked(message)!));

        void Tell(ReveNoticeLevel level, string message) => notify?.Invoke(new ReveNotice(level, message));
    }

    private decimal? EstimateOf(ImageJob job) =>
        _budget is null ? null : _connection.Provider.RequirePrice(job.Request);

    private string? Masked(string? words) => SecretRedactor.Hide(words, _connection.Key);
}
