using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Providers;
using Reve.Saving;

namespace Reve;

/// <summary>The front door: a request in, pictures out. One client serves any number of calls at once.</summary>
public sealed class ReveClient
{
    private readonly ReveConnection _connection;
    private readonly CallPolicy _policy;
    private readonly Clock _clock;
    private readonly UploadCache _uploads = new();

    /// <summary>A client of one provider.</summary>
    /// <exception cref="ReveException">The connection cannot be used.</exception>
    public ReveClient(ReveConnection connection, CallPolicy? policy = null)
        : this(connection, policy ?? new CallPolicy(), Clock.System)
    {
    }

    internal ReveClient(ReveConnection connection, CallPolicy policy, Clock clock)
    {
        ConnectionCheck.Check(connection);
        _connection = connection;
        _policy = policy;
        _clock = clock;
    }

    /// <summary>Finds everything that can be wrong with a job without sending anything.</summary>
    /// <exception cref="ReveException">It would be refused.</exception>
    public static void Check(ReveJob job, ProviderInfo provider, Action<ReveNotice>? notify = null)
    {
        RequestCheck.Check(job.Request, provider, Notifier(job, notify).Warn);
        job.Output?.Check();
    }

    /// <summary>Has the pictures made, fetches them, and saves them.</summary>
    /// <exception cref="ReveException">No picture was made.</exception>
    public async Task<IReadOnlyList<ReveResult>> RunAsync(
        ReveJob job, Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        var told = Notifier(job, notify);
        var request = RequestCheck.Check(job.Request, _connection.Provider, static _ => { });
        job.Output?.Check();
        job.Output?.Prepare();
        var wire = new Wire(_connection, _policy, _clock, new AnswerRescue(job.Output?.Folder), _uploads, told.Notify);
        var started = _clock.Elapsed;
        var answer = await ProviderRegistry.Behind(_connection.Provider)
            .RunAsync(request, wire, cancellation).ConfigureAwait(false);

        var saver = new PictureSaver(new Downloader(_policy, _clock, told.Notify), told.Notify);
        var results = new List<ReveResult>();
        for (var place = 0; place < answer.Pictures.Count; place++)
        {
            var image = Describe(request, answer, place, wire, started);
            var result = await FinishAsync(image, answer.Pictures[place], place, job, saver, cancellation)
                .ConfigureAwait(false);
            results.Add(result with { Image = result.Image is { } made ? made with { Duration = _clock.Elapsed - started } : null });
        }

        return results;
    }

    private async Task<ReveResult> FinishAsync(
        ReveImage image, ProducedPicture picture, int place, ReveJob job, PictureSaver saver, CancellationToken cancellation)
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

    private ReveImage Describe(CheckedRequest request, Answer answer, int place, Wire wire, TimeSpan started) => new()
    {
        Url = answer.Pictures[place].Url,
        Usage = place == 0 ? answer.Usage : null,
        Prompt = request.Prompt,
        Operation = request.Operation.Operation,
        Provider = _connection.Provider.Name,
        Model = request.Model,
        AspectRatio = request.Request.AspectRatio,
        RequestId = answer.Pictures[place].RequestId ?? answer.RequestId,
        ContentViolation = answer.Pictures[place].ContentViolation,
        RevisedPrompt = answer.Pictures[place].RevisedPrompt,
        Sources = [.. Names(request)],
        Attempts = Math.Max(1, wire.Attempts),
        Waited = wire.Waited,
        Duration = _clock.Elapsed - started,
        CreatedAt = answer.CreatedAt ?? _clock.UtcNow,
        Index = request.Request.Index,
    };

    private static IEnumerable<string> Names(CheckedRequest request)
    {
        foreach (var input in request.Inputs) yield return input.Name;
    }

    private static Teller Notifier(ReveJob job, Action<ReveNotice>? notify) => new(job.Request.Index, notify);

    private sealed class Teller(int index, Action<ReveNotice>? notify)
    {
        public void Notify(ReveNoticeLevel level, string message) => notify?.Invoke(new ReveNotice(level, index, message));

        public void Warn(string message) => Notify(ReveNoticeLevel.Warning, message);
    }
}
