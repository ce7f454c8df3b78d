using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Journal;
using Reve.Output;
using Reve.Providers;

namespace Reve.Execution;

/// <summary>Delivers the images of a successful call to files or to memory, and records them in the journal.</summary>
/// <param name="job">The job, with the destination of its images.</param>
/// <param name="template">What is known of the images already.</param>
/// <param name="session">The session of the job.</param>
/// <param name="policy">The policy for downloads.</param>
/// <param name="started">The time on the clock when the job started.</param>
internal sealed class ResultWriter(
    OutputJob job, ReveImage template, ProviderSession session, CallPolicy policy, TimeSpan started)
{
    private readonly ProviderInfo _provider = session.Connection.Provider;

    /// <summary>The entry of the job in the journal; null when no journal is kept.</summary>
    public JournalEntry? Entry { get; init; }

    /// <summary>Writes to the journal; null for images that this run did not pay for.</summary>
    public OutcomeRecorder? Recorder { get; init; }

    /// <summary>Returns URLs without downloading them.</summary>
    public bool SkipDownload { get; init; }

    /// <summary>Delivers the images of a call of this run.</summary>
    public async Task<IReadOnlyList<ReveResult>> WriteAsync(CallOutcome outcome, CancellationToken cancellation)
    {
        // The journal and the images have the same time, so that a resumed run recognizes the files of this run.
        if (Entry is not null && outcome.Response!.CreatedAt is null)
        {
            outcome = outcome with { Response = outcome.Response with { CreatedAt = session.Clock.UtcNow } };
        }

        using var staged = await StagedImages.CreateAsync(outcome.Response!, Entry).ConfigureAwait(false);
        // The journal names the files, so that the next run finds them when this one cannot finish.
        var isRecorded = Recorder is not null
            && await Recorder.WriteAsync(outcome, staged.Names).ConfigureAwait(false);
        if (isRecorded) staged.Keep();
        var results = new List<ReveResult>();
        for (var place = 0; place < outcome.Response!.Images.Count; place++)
        {
            results.Add(
                await WriteAsync(Describe(outcome, place), outcome, place, staged.Parts[place], cancellation)
                    .ConfigureAwait(false));
        }

        return results;
    }

    /// <summary>Delivers the images of a call of an earlier run. Images that it saved are not saved again.</summary>
    public async Task<IReadOnlyList<ReveResult>> WriteResumedAsync(CallOutcome outcome, CancellationToken cancellation)
    {
        var results = new List<ReveResult>();
        for (var place = 0; place < outcome.Response!.Images.Count; place++)
        {
            var image = Describe(outcome, place) with { Resumed = true, Attempts = 0, Duration = default };
            results.Add(await WriteResumedAsync(image, outcome, place, cancellation).ConfigureAwait(false));
            if (results[place].Error is null) Entry!.DeletePartFile(place);
        }

        return results;
    }

    /// <summary>The image with the duration of the job, which generated it unless an earlier run did.</summary>
    private ReveImage WithDuration(ReveImage image) => image.Resumed ? image : image with { Duration = Elapsed };

    private TimeSpan Elapsed => session.Clock.Elapsed - started;

    private ImageFileWriter Files => new(
        new ImageDownloader(session.Connection.Network, policy, session.Clock, session.Notify)
        {
            Key = session.Connection.Key,
            Addresses = RemoteAddressPolicy.Trusting(session.Connection.Address),
        }.DownloadAsync,
        session.Notify)
    {
        Redact = Redact,
        Saved = Entry is null ? null : Recorder!.WriteSavedAsync,
        Sidecar = job.Sidecar,
        EmbedMetadata = job.EmbedMetadata,
        ReplacesRemains = Entry?.Previous is not null,
    };

    private async Task<ReveResult> WriteResumedAsync(
        ReveImage image, CallOutcome outcome, int place, CancellationToken cancellation)
    {
        if (Entry!.FindSavedFile(place) is { } file)
        {
            if (file.State == SavedFileState.Changed) session.Post(JournalErrors.FileChanged(file));
            if (file.State != SavedFileState.Unusable) return new ReveResult(Files.Describe(image, file.FullName));
        }

        return outcome.Response!.Images[place].IsMissing
            ? new ReveResult(null, ResumeErrors.OutcomeUnknown(Entry))
            : await WriteAsync(image, outcome, place, null, cancellation).ConfigureAwait(false);
    }

    private async Task<ReveResult> WriteAsync(
        ReveImage image, CallOutcome outcome, int place, PartFile? part, CancellationToken cancellation)
    {
        var generated = outcome.Response!.Images[place];
        if (generated.IsWithheld) return new ReveResult(null, Withheld(outcome, image));
        if (generated.IsMissing) return new ReveResult(null, Missing(outcome, image, place));
        if (generated.ContentViolation == true && !image.Resumed)
        {
            session.Notify(ReveNoticeLevel.Warning,
                $"{_provider.DisplayName} flagged the image for '{image.Prompt}' under its content policy, but "
                + "returned it.");
        }

        if (SkipDownload && !generated.HasContent && job.Output is null) return new ReveResult(image);
        // The paid image exists only here, so a stop does not prevent it from being saved.
        if (generated.HasContent) cancellation = CancellationToken.None;
        try
        {
            return new ReveResult(WithDuration(job.Output is { } target
                ? await Files.SaveAsync(image, generated.Bytes, target, place, cancellation, part).ConfigureAwait(false)
                : await Files.ReadAsync(image, generated.Bytes, cancellation).ConfigureAwait(false)));
        }
        catch (ReveException exception)
        {
            var paid = WithDuration(exception.Image ?? image);
            return new ReveResult(paid, exception.WithImage(paid, outcome));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The image is paid for, so it is returned whatever the error.
            var destination = job.Output?.FullName ?? job.Output?.Folder ?? "memory";
            var paid = WithDuration(image with { Bytes = generated.Bytes });
            return new ReveResult(
                paid, OutputErrors.SaveFailed(destination, paid, exception).WithImage(paid, outcome));
        }
    }

    private ReveImage Describe(CallOutcome outcome, int place)
    {
        var response = outcome.Response!;
        var generated = response.Images[place];
        return template with
        {
            Url = generated.Url,
            Usage = place == 0 ? response.Usage?.At(_provider) : null,
            RequestId = Redact(generated.RequestId ?? response.RequestId ?? outcome.RequestId),
            ContentViolation = generated.ContentViolation,
            RevisedPrompt = Redact(generated.RevisedPrompt),
            Attempts = Math.Max(1, outcome.Attempts),
            Waited = outcome.Waited,
            Duration = Elapsed,
            CreatedAt = response.CreatedAt ?? session.Clock.UtcNow,
        };
    }

    private ReveException Withheld(CallOutcome outcome, ReveImage image) => NotReturned(
        outcome, image, ReveErrorKind.ContentViolation,
        $"{_provider} withheld the image under its content policy.",
        "Change the prompt or the input images.");

    private ReveException Missing(CallOutcome outcome, ReveImage image, int place) => NotReturned(
        outcome, image, ReveErrorKind.UnreadableResponse,
        $"Image {place + 1} of {outcome.Response!.Images.Count} in the response of {_provider} cannot be read. "
        + "The call was charged.",
        outcome.ResponseFile is { } file
            ? $"The response is kept in '{file}'."
            : "Ask the provider for the result of the call.");

    private ReveException NotReturned(
        CallOutcome outcome, ReveImage image, ReveErrorKind kind, string message, string advice) =>
        new(kind, message, advice)
    {
        Provider = _provider.Name,
        Billing = outcome.Billing,
        Status = outcome.Status,
        RequestId = image.RequestId,
        ClientRequestId = outcome.ClientRequestId,
        TaskId = outcome.Task?.Id,
        Usage = image.Usage,
        ResponseFile = outcome.ResponseFile,
        Attempts = image.Attempts,
        Waited = image.Waited,
        Target = image.Prompt,
    };

    private string? Redact(string? text) => SecretRedactor.Redact(text, session.Connection.Key);
}
