using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Http;
using Reve.Journal;
using Reve.Output;
using Reve.Providers;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>
/// Brings an answer's imageImages to where their job wants them, and notes in the journal how far it got.
/// </summary>
internal sealed class ResultWriter(
    OutputJob job, bool skipDownload, JournalEntry? journalEntry, ReveImage described, Wire wire)
{
    private readonly ImageFileWriter _saver = new(
        new Downloader(wire.Connection.Network, wire.Policy, wire.Clock, wire.Tell).FetchAsync, wire.Tell)
    {
        Saved = journalEntry is null ? null : wire.Ledger.Saved,
        Sidecar = job.Sidecar,
        ReplacesRemains = journalEntry?.Previous is not null,
    };

    /// <summary>Brings what was answered just now.</summary>
    public async Task<IReadOnlyList<ReveResult>> BringAsync(ProviderResponse answer, CancellationToken cancellation)
    {
        var parts = await StageAsync(answer).ConfigureAwait(false);
        try
        {
            if (wire.Ledger.Received(answer, [.. parts.Select(part => part?.Name)]))
            {
                // What the journal points to is there for the next run, whatever keeps it from its name in this one.
                foreach (var part in parts) part?.Keep();
            }

            return await BringAsync(answer, parts, cancellation).ConfigureAwait(false);
        }
        finally
        {
            foreach (var part in parts) part?.Dispose();
        }
    }

    /// <summary>
    /// Brings what an earlier run was answered; what it saved, and is there still, is only described.
    /// </summary>
    public async Task<IReadOnlyList<ReveResult>> BringAgainAsync(ProviderResponse answer, CancellationToken cancellation)
    {
        var results = new List<ReveResult>();
        for (var place = 0; place < answer.Images.Count; place++)
        {
            var image = Complete(answer, place) with { Resumed = true, Attempts = 0, Duration = default };
            results.Add(await BringAgainAsync(image, answer.Images[place], place, cancellation)
                .ConfigureAwait(false));
            if (results[place].Error is null) journalEntry!.DeletePartFile(place);
        }

        return results;
    }

    private async Task<ReveResult> BringAgainAsync(
        ReveImage image, GeneratedImage generated, int place, CancellationToken cancellation)
    {
        var entry = journalEntry!;
        if (entry.FindSavedFile(place) is { } file)
        {
            if (file.State == SavedFileState.Changed) wire.Tell(ReveNoticeLevel.Warning, SavedFileChanged(file));
            if (file.State != SavedFileState.Unusable) return new ReveResult(_saver.Describe(image, file.FullName));
        }

        return generated.IsMissing
            ? new ReveResult(null, Faults.OutcomeUnknownBefore(entry))
            : await BringAsync(image, generated, place, null, cancellation).ConfigureAwait(false);
    }

    private static string SavedFileChanged(SavedFile file) =>
        $"'{file.FullName}' was changed after it was saved. It was paid for and is not generated again.";

    private async Task<IReadOnlyList<ReveResult>> BringAsync(
        ProviderResponse answer, IReadOnlyList<PartFile?> parts, CancellationToken cancellation)
    {
        var results = new List<ReveResult>();
        for (var place = 0; place < answer.Images.Count; place++)
        {
            var result = await BringAsync(
                Complete(answer, place), answer.Images[place], place, parts[place], cancellation)
                .ConfigureAwait(false);
            results.Add(result with { Image = Timed(result.Image) });
        }

        return results;
    }

    private async Task<ReveResult> BringAsync(
        ReveImage image, GeneratedImage generated, int place, PartFile? part, CancellationToken cancellation)
    {
        if (generated.IsWithheld) return new ReveResult(null, Faults.ContentViolation(wire.Connection.Provider, image));
        if (generated.ContentViolation == true && !image.Resumed)
        {
            wire.Tell(ReveNoticeLevel.Warning,
                $"{wire.Connection.Provider.DisplayName} flagged the image for '{image.Prompt}' under its content "
                + "policy, and handed it out all the same.");
        }

        if (skipDownload && generated.Bytes is null && job.Output is null) return new ReveResult(image);
        // Bytes that were paid for are here and nowhere else: a stop does not keep them from their file.
        if (generated.Bytes is not null) cancellation = CancellationToken.None;
        try
        {
            return new ReveResult(job.Output is { } target
                ? await _saver.SaveAsync(image, generated.Bytes, target, place, cancellation, part).ConfigureAwait(false)
                : await _saver.ReadAsync(image, generated.Bytes, cancellation).ConfigureAwait(false));
        }
        catch (ReveException exception)
        {
            return new ReveResult(exception.Image ?? image, exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Nobody foresaw it, and still the image is paid for: what is known of it goes out.
            var where = job.Output?.FullName ?? job.Output?.Folder ?? "memory";
            return new ReveResult(
                image with { Bytes = generated.Bytes }, OutputErrors.SaveFailed(where, image, exception));
        }
    }

    /// <summary>
    /// Puts what came as bytes on disk before the journal says that it came: an address can be asked again, bytes
    /// cannot. A disk that fails now fails again when the image is saved, and that is the place to tell.
    /// </summary>
    private async Task<IReadOnlyList<PartFile?>> StageAsync(ProviderResponse answer)
    {
        var parts = new PartFile?[answer.Images.Count];
        for (var place = 0; place < parts.Length && journalEntry is { } entry; place++)
        {
            if (answer.Images[place].Bytes is not { } bytes) continue;
            try
            {
                parts[place] = PartFile.Create(entry.Folder, PartFile.NameFor(entry.Call, place));
                await parts[place]!.WriteAsync(bytes, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                parts[place]?.Dispose();
                parts[place] = null;
            }
        }

        return parts;
    }

    private ReveImage Complete(ProviderResponse answer, int place) => described with
    {
        Url = answer.Images[place].Url,
        Usage = place == 0 ? answer.Usage : null,
        RequestId = Masked(answer.Images[place].RequestId ?? answer.RequestId),
        ContentViolation = answer.Images[place].ContentViolation,
        RevisedPrompt = Masked(answer.Images[place].RevisedPrompt),
        Attempts = Math.Max(1, wire.Attempts),
        Waited = wire.Waited,
        Duration = wire.Elapsed,
        CreatedAt = answer.CreatedAt ?? wire.Clock.UtcNow,
    };

    private string? Masked(string? words) => SecretRedactor.Hide(words, wire.Connection.Key);

    private ReveImage? Timed(ReveImage? image) => image is null ? null : image with { Duration = wire.Elapsed };
}
