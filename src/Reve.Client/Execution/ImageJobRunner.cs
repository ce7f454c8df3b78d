using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Providers;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>Runs image jobs: from the validated request to the saved images, or to an accepted task.</summary>
internal sealed class ImageJobRunner
{
    private readonly Provider _provider;
    private readonly ReveConnection _connection;
    private readonly CallPolicy _policy;
    private readonly Clock _clock;
    private readonly ProviderSessionFactory _sessions;
    private readonly FailureGate _failureGate;
    private readonly PaidCallRunner _paidCalls;
    private readonly Budget? _budget;

    public ImageJobRunner(
        Provider provider, ReveConnection connection, CallPolicy policy, Clock clock, ProviderSessionFactory sessions,
        Budget? budget)
    {
        _provider = provider;
        _connection = connection;
        _policy = policy;
        _clock = clock;
        _sessions = sessions;
        _failureGate = new FailureGate(policy);
        _paidCalls = new PaidCallRunner(policy, clock, new RateLimiter(clock), _failureGate);
        _budget = budget;
    }

    /// <summary>Sends no further paid requests. Those under way are not affected.</summary>
    public void StopSending() => _failureGate.StopSending();

    /// <summary>Generates, downloads and saves the images of a job, or what an earlier run left to do.</summary>
    public async Task<IReadOnlyList<ReveResult>> RunAsync(
        ImageJob job, Action<ReveNotice>? notify, CancellationToken cancellation)
    {
        var started = _clock.Elapsed;
        ThrowIfInputsChanged(job);
        job.Output?.Check(job.Sidecar);
        job.Output?.Prepare();
        var session = _sessions.Create(notify, job.Output?.Folder, ImagePartFiles.For(job, job.Entry));
        using var recorder = CreateRecorder(job, session);
        var writer = CreateWriter(job, session, recorder, started);
        var resumer = new JobResumer(job, _provider, session, recorder, _policy);
        if (await resumer.ResumeAsync(cancellation).ConfigureAwait(false) is { } resumed)
        {
            return await writer.WriteResumedAsync(resumed, cancellation).ConfigureAwait(false);
        }

        var outcome = await SendAsync(job, session, recorder, cancellation).ConfigureAwait(false);
        if (outcome.Task is not null)
        {
            outcome = await FollowAsync(job, outcome, session, recorder, cancellation).ConfigureAwait(false);
        }

        WarnAboutCount(job, outcome, session);
        return await writer.WriteAsync(outcome, cancellation).ConfigureAwait(false);
    }

    private static void WarnAboutCount(ImageJob job, CallOutcome outcome, ProviderSession session)
    {
        var (requested, returned) = (job.Request.Count, outcome.Response!.Images.Count);
        if (returned >= requested) return;
        session.Notify(
            ReveNoticeLevel.Warning,
            $"{session.Connection.Provider} returned {returned} of {requested} requested images for "
            + $"'{job.Request.Prompt}'.");
    }

    /// <summary>Sends a job and returns the task that it was accepted as.</summary>
    public async Task<ReveTask> SubmitAsync(
        ImageJob job, Action<ReveNotice>? notify, CancellationToken cancellation)
    {
        var tasks = _provider as ITaskProvider ?? throw TaskErrors.NotSupported(_connection.Provider);
        var started = _clock.Elapsed;
        ThrowIfInputsChanged(job);
        var session = _sessions.Create(notify, job.Output?.Folder);
        using var recorder = CreateRecorder(job, session);
        var outcome = await SendAsync(job, session, recorder, cancellation).ConfigureAwait(false);
        if (outcome.Task is not { } accepted)
        {
            var writer = CreateWriter(job, session, recorder, started);
            var results = await writer.WriteAsync(outcome, cancellation).ConfigureAwait(false);
            throw results[0].Error ?? TaskErrors.ImageInsteadOfTask(results[0].Image!, outcome);
        }

        var task = accepted with
        {
            BaseUri = _connection.Address,
            CreatedAt = accepted.CreatedAt ?? _clock.UtcNow,
        };
        if (!cancellation.IsCancellationRequested) return SecretRedactor.Redact(task, _connection.Key);
        await new TaskFollower(tasks, session, _policy).AbandonAsync(task).ConfigureAwait(false);
        throw new OperationCanceledException(cancellation);
    }

    private async Task<CallOutcome> SendAsync(
        ImageJob job, ProviderSession session, OutcomeRecorder recorder, CancellationToken cancellation)
    {
        var call = await PrepareAsync(job.Validated, session, cancellation).ConfigureAwait(false);
        return await _paidCalls.RunAsync(call, recorder, session.Log, cancellation).ConfigureAwait(false);
    }

    private async Task<PaidCall> PrepareAsync(
        ValidatedRequest request, ProviderSession session, CancellationToken cancellation)
    {
        _failureGate.ThrowIfClosed(request.Model);
        try
        {
            return await _provider.PrepareAsync(request, session, cancellation).ConfigureAwait(false);
        }
        catch (ReveException exception)
        {
            _failureGate.Report(exception, request.Model);
            throw;
        }
    }

    private async Task<CallOutcome> FollowAsync(
        ImageJob job, CallOutcome accepted, ProviderSession session, OutcomeRecorder recorder,
        CancellationToken cancellation)
    {
        var follower = new TaskFollower((ITaskProvider)_provider, session, _policy);
        ReveTask ended;
        try
        {
            ended = await follower.FollowAsync(accepted.Task!, cancellation).ConfigureAwait(false);
        }
        catch (ReveException exception)
        {
            (exception.Attempts, exception.Waited) = (accepted.Attempts, accepted.Waited);
            throw;
        }

        var outcome = TaskOutcome.Of(ended, session).WithAttempts(accepted.Attempts, accepted.Waited) with
        {
            ClientRequestId = accepted.ClientRequestId,
        };
        recorder.Settle(outcome);
        if (outcome.Error is not { } error) return outcome;
        await recorder.WriteAsync(outcome).ConfigureAwait(false);
        _failureGate.Report(error, job.Validated.Model);
        throw error;
    }

    private ResultWriter CreateWriter(
        ImageJob job, ProviderSession session, OutcomeRecorder recorder, TimeSpan started) =>
        new(job, Redact(ImageDescription.Of(job.Request, _connection.Provider)), session, _policy, started)
        {
            Entry = job.Entry,
            Recorder = recorder,
            SkipDownload = job.SkipDownload,
        };

    /// <summary>A result is kept and shared for longer than its request, which may contain the key.</summary>
    private ReveImage Redact(ReveImage image)
    {
        if (image is { Options.Count: 0, AdditionalBody: null }) return image;
        return image with
        {
            Options = image.Options.ToDictionary(
                option => option.Key, option => SecretRedactor.RedactValue(option.Value, _connection.Key)!),
            AdditionalBody = image.AdditionalBody is { } fields
                ? SecretRedactor.RedactFields(fields, _connection.Key)
                : null,
        };
    }

    private OutcomeRecorder CreateRecorder(ImageJob job, ProviderSession session)
    {
        var provider = _connection.Provider;
        var estimate = _budget is null
            ? 0
            : _budget.Limit.Convert(job.Price ?? throw BudgetErrors.PriceUnknown(job.Request, provider), provider)!;
        return new OutcomeRecorder(job.Entry, _budget, estimate.Value, provider, _clock, session.Notify);
    }

    /// <summary>The request is validated already; only its files can have changed since.</summary>
    private static void ThrowIfInputsChanged(ImageJob job)
    {
        var inputs = job.Validated.Inputs;
        for (var index = 0; index < inputs.Count; index++) inputs[index].ThrowIfChanged();
    }
}
