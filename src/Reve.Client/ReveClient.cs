using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Execution;
using Reve.Http;
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
        ConnectionValidator.Check(connection);
        _connection = connection;
        _policy = policy;
        _clock = clock;
        _run = new Run(policy, clock, memory ?? new SessionMemory());
        _budget = policy.CostLimit is { } limit ? new Budget(limit, connection.Provider) : null;
    }

    /// <summary>The provider that is asked.</summary>
    public ProviderInfo Provider => _connection.Provider;

    /// <summary>Finds everything that can be wrong with a job without sending anything.</summary>
    /// <exception cref="ReveException">It would be refused.</exception>
    /// <param name="job">The job.</param>
    /// <param name="provider">Who would be asked.</param>
    /// <param name="notify">Told what is no error and still worth knowing.</param>
    /// <param name="policy">How it would be sent.</param>
    public static void Check(
        ReveJob job, ProviderInfo provider, Action<ReveNotice>? notify = null, CallPolicy? policy = null)
    {
        RequestValidator.Check(job.Request, provider, message => Teller(job, notify)(ReveNoticeLevel.Warning, message));
        job.Output?.Check(job.Sidecar);
        if (policy?.CostLimit is not null) provider.RequirePrice(job.Request);
    }

    /// <summary>Has the images made, fetches them, and saves them.</summary>
    /// <exception cref="ReveException">No image was made.</exception>
    public async Task<IReadOnlyList<ReveResult>> RunAsync(
        ReveJob job, Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        var request = CheckAgain(job);
        job.Output?.Check(job.Sidecar);
        job.Output?.Prepare();
        var wire = WireOf(job, notify);
        var delivery = new ResultWriter(job, Describe(request.Request, _connection.Provider), wire);
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
    private ValidatedRequest CheckAgain(ReveJob job) =>
        RequestValidator.Check(_connection.Complete(job.Request), _connection.Provider, static _ => { });

    /// <summary>What is known of an image before it is made.</summary>
    private static ReveImage Describe(ImageRequest request, ProviderInfo provider) =>
        ImageDescription.Of(request, provider);

    private Wire WireOf(ReveJob job, Action<ReveNotice>? notify) => new(
        _connection, _policy, _clock, new ResponseArchive(job.Output?.Folder), _run,
        LedgerOf(job, Teller(job, notify)),
        (level, message) => Teller(job, notify)(level, Masked(message)!));

    private string? Masked(string? words) => SecretRedactor.Hide(words, _connection.Key);

    private Ledger LedgerOf(ReveJob job, Action<ReveNoticeLevel, string> tell) => new(
        job.Entry, _budget, _budget is null || job.Task is not null ? 0 : PriceOf(job), _clock, tell);

    private decimal PriceOf(ReveJob job) => _connection.Provider.RequirePrice(_connection.Complete(job.Request));

    private static Action<ReveNoticeLevel, string> Teller(ReveJob job, Action<ReveNotice>? notify) =>
        (level, message) => notify?.Invoke(new ReveNotice(level, job.Request.Index, message));
}
