using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Providers;
using Reve.Saving;

namespace Reve;

/// <summary>The front door: a job in, results out. One client serves any number of jobs at once.</summary>
public sealed partial class ReveClient
{
    private readonly ReveConnection _connection;
    private readonly CallPolicy _policy;
    private readonly Clock _clock;
    private readonly SessionMemory _memory;
    private readonly UploadCache _uploads = new();

    /// <summary>A client of one provider.</summary>
    /// <exception cref="ReveException">The connection cannot be used.</exception>
    public ReveClient(ReveConnection connection, CallPolicy? policy = null)
        : this(connection, policy ?? new CallPolicy(), Clock.System, SessionMemory.Shared)
    {
    }

    internal ReveClient(ReveConnection connection, CallPolicy policy, Clock clock, SessionMemory? memory = null)
    {
        ConnectionCheck.Check(connection);
        _connection = connection;
        _policy = policy;
        _clock = clock;
        _memory = memory ?? new SessionMemory();
    }

    /// <summary>The provider that is asked.</summary>
    public ProviderInfo Provider => _connection.Provider;

    /// <summary>Finds everything that can be wrong with a job without sending anything.</summary>
    /// <exception cref="ReveException">It would be refused.</exception>
    public static void Check(ReveJob job, ProviderInfo provider, Action<ReveNotice>? notify = null)
    {
        RequestCheck.Check(job.Request, provider, message => Teller(job, notify)(ReveNoticeLevel.Warning, message));
        job.Output?.Check();
    }

    /// <summary>Has the pictures made, fetches them, and saves them.</summary>
    /// <exception cref="ReveException">No picture was made.</exception>
    public async Task<IReadOnlyList<ReveResult>> RunAsync(
        ReveJob job, Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        var request = CheckAgain(job);
        job.Output?.Check();
        job.Output?.Prepare();
        var wire = WireOf(job, notify);
        var answer = await ProviderRegistry.Behind(_connection.Provider)
            .RunAsync(request, wire, cancellation).ConfigureAwait(false);
        return await FinishAsync(job, answer, Describe(request), wire, cancellation).ConfigureAwait(false);
    }

    /// <summary>What was checked before is looked at once more: between then and now a file may have changed.</summary>
    private CheckedRequest CheckAgain(ReveJob job) =>
        RequestCheck.Check(job.Request, _connection.Provider, static _ => { });

    private async Task<IReadOnlyList<ReveResult>> FinishAsync(
        ReveJob job, Answer answer, ReveImage described, Wire wire, CancellationToken cancellation)
    {
        var saver = new PictureSaver(new Downloader(_policy, _clock, wire.Tell), wire.Tell);
        var results = new List<ReveResult>();
        for (var place = 0; place < answer.Pictures.Count; place++)
        {
            var image = Complete(described, answer, place, wire);
            var result = await FinishAsync(image, answer.Pictures[place], place, job, saver, cancellation)
                .ConfigureAwait(false);
            results.Add(result with { Image = Timed(result.Image, wire) });
        }

        return results;
    }

    private async Task<ReveResult> FinishAsync(
        ReveImage image, ProducedPicture picture, int place, ReveJob job, PictureSaver saver,
        CancellationToken cancellation)
    {
        if (picture.IsWithheld) return new ReveResult(null, Faults.ContentViolation(_connection.Provider, image));
        if (job.SkipDownload && picture.Bytes is null && job.Output is null) return new ReveResult(image);
        try
        {
            return new ReveResult(job.Output is { } target
                ? await saver.SaveAsync(image, picture.Bytes, target, place, cancellation).ConfigureAwait(false)
                : await saver.HoldAsync(image, picture.Bytes, cancellation).ConfigureAwait(false));
        }
        catch (ReveException exception)
        {
            return new ReveResult(exception.Image ?? image, exception);
        }
    }

    private ReveImage Describe(CheckedRequest request) => new()
    {
        Prompt = request.Prompt,
        Operation = request.Operation.Operation,
        Provider = _connection.Provider.Name,
        Model = request.Model,
        AspectRatio = request.Request.AspectRatio,
        Sources = [.. request.Inputs.Select(input => input.Name)],
        Index = request.Request.Index,
    };

    private ReveImage Complete(ReveImage described, Answer answer, int place, Wire wire) => described with
    {
        Url = answer.Pictures[place].Url,
        Usage = place == 0 ? answer.Usage : null,
        RequestId = answer.Pictures[place].RequestId ?? answer.RequestId,
        ContentViolation = answer.Pictures[place].ContentViolation,
        RevisedPrompt = answer.Pictures[place].RevisedPrompt,
        Attempts = Math.Max(1, wire.Attempts),
        Waited = wire.Waited,
        Duration = wire.Elapsed,
        CreatedAt = answer.CreatedAt ?? _clock.UtcNow,
    };

    private static ReveImage? Timed(ReveImage? image, Wire wire) =>
        image is null ? null : image with { Duration = wire.Elapsed };

    private Wire WireOf(ReveJob job, Action<ReveNotice>? notify) => new(
        _connection, _policy, _clock, new AnswerRescue(job.Output?.Folder), _uploads, _memory,
        Teller(job, notify));

    private static Action<ReveNoticeLevel, string> Teller(ReveJob job, Action<ReveNotice>? notify) =>
        (level, message) => notify?.Invoke(new ReveNotice(level, job.Request.Index, message));
}
