using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Reve.Journal;
using Reve.Output;

namespace Reve.Gallery;

/// <summary>Collects the cards of folders: from their journals, and from images that no journal has.</summary>
/// <param name="target">The folder of the page, which links are relative to.</param>
/// <param name="notify">Receives warnings.</param>
internal sealed class GalleryCollector(string target, Action<ReveNotice>? notify)
{
    private static readonly StringComparer s_names = Environment.OSVersion.Platform == PlatformID.Win32NT
        ? StringComparer.OrdinalIgnoreCase
        : StringComparer.Ordinal;

    private readonly HashSet<string> _files = new(s_names);
    private readonly HashSet<string> _folders = new(s_names);
    private readonly ImageInfoReader _reader = new();
    private readonly List<GalleryCard> _cards = [];

    /// <summary>The cards, the newest first.</summary>
    public IReadOnlyList<GalleryCard> Cards =>
        [.. _cards.OrderByDescending(card => card.When ?? DateTimeOffset.MinValue)];

    /// <param name="folder">The full name of the folder.</param>
    /// <param name="recurse">Whether its subfolders are read too.</param>
    /// <exception cref="ReveException">The folder cannot be read.</exception>
    public void Add(string folder, bool recurse)
    {
        if (!_folders.Add(folder.TrimEnd('/', '\\'))) return;
        var count = _cards.Count;
        try
        {
            if (File.Exists(Path.Combine(folder, JournalFile.Name))) AddJournal(folder);
            var entries = new DirectoryInfo(folder);
            foreach (var file in entries.GetFiles().Where(IsImage)) AddFile(file);
            if (!recurse) return;
            // A link can lead back to a folder above it.
            foreach (var subfolder in entries.GetDirectories().Where(item => !FolderPath.IsLink(item.FullName)))
            {
                Add(subfolder.FullName, recurse);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (_cards.Count == count) throw InputErrors.Unreadable(folder, exception);
            notify?.Invoke(new ReveNotice(ReveNoticeLevel.Warning, $"'{folder}' cannot be read: {exception.Message}"));
        }
    }

    private static bool IsImage(FileInfo file) =>
        ImageFormat.FromExtension(file.Extension) is not null && !ReveFiles.IsInternal(file.FullName);

    private void AddJournal(string folder)
    {
        ReveHistory history;
        try
        {
            history = ReveHistory.Read(folder);
        }
        catch (ReveException exception)
        {
            notify?.Invoke(new ReveNotice(ReveNoticeLevel.Warning, exception.Message) { Kind = exception.Kind });
            return;
        }

        foreach (var notice in history.Notices) notify?.Invoke(notice);
        // Of several calls with one file the last one has the image.
        foreach (var call in history.Calls.Reverse()) AddCall(call);
    }

    private void AddCall(ReveCall call)
    {
        if (call.Images.Count == 0)
        {
            _cards.Add(Describe(call, Placeholder(call)));
            return;
        }

        foreach (var image in call.Images)
        {
            var file = image.FullName is { } name && _files.Add(name) && File.Exists(name) ? name : null;
            _cards.Add(WithFile(Describe(call, image), file) with
            {
                Name = image.FullName is null ? null : FileNames.Last(image.FullName),
            });
        }
    }

    private static ReveImage Placeholder(ReveCall call) => new()
    {
        Prompt = call.Prompt ?? "",
        Operation = call.Operation,
        Provider = call.Provider,
        Model = call.Model,
        AspectRatio = call.AspectRatio,
        Options = call.Options,
        AdditionalBody = call.AdditionalBody,
        Sources = call.Sources,
        Usage = call.Usage,
        RequestId = call.RequestId,
        CreatedAt = call.CreatedAt,
    };

    private GalleryCard Describe(ReveCall call, ReveImage image) => Describe(image) with
    {
        Outcome = call.Outcome,
        Billing = call.Billing,
        Error = call.Error,
        ClientId = call.ClientRequestId,
        TaskId = call.TaskId,
    };

    private void AddFile(FileInfo file)
    {
        if (!_files.Add(file.FullName)) return;
        try
        {
            var info = _reader.ReadHistory(file.FullName);
            var image = new ReveImage
            {
                Prompt = info.Prompt ?? "",
                Operation = info.Operation ?? default,
                Provider = info.Provider ?? "",
                Model = info.Model ?? "",
                AspectRatio = info.AspectRatio,
                Options = info.Options,
                AdditionalBody = info.AdditionalBody,
                Sources = info.Sources,
                Usage = info.Usage,
                RequestId = info.RequestId,
                RevisedPrompt = info.RevisedPrompt,
                ContentViolation = info.ContentViolation,
                CreatedAt = info.CreatedAt ?? new DateTimeOffset(file.LastWriteTimeUtc),
            };
            _cards.Add(Describe(image) with
            {
                File = RelativeLink.To(file.FullName, target),
                Name = file.Name,
                Width = info.Width,
                Height = info.Height,
                Bytes = info.Length,
                Operation = info.Operation,
                Credentials = info.ContentCredentials?.ToString(),
            });
        }
        catch (ReveException exception)
        {
            notify?.Invoke(new ReveNotice(ReveNoticeLevel.Warning, exception.Message) { Kind = exception.Kind });
        }
    }

    private GalleryCard WithFile(GalleryCard card, string? file)
    {
        if (file is null) return card;
        using var stream = FolderPath.OpenRegular(file);
        var header = stream is null ? null : ImageHeaderReader.Read(stream);
        return header is null ? card : card with
        {
            File = RelativeLink.To(file, target),
            Width = header.Width,
            Height = header.Height,
            Bytes = stream!.Length,
        };
    }

    private GalleryCard Describe(ReveImage image) => new()
    {
        Outcome = OutcomeKind.Succeeded,
        Prompt = NullIfEmpty(image.Prompt),
        Revised = image.RevisedPrompt,
        Operation = image.Operation,
        Provider = NullIfEmpty(image.Provider),
        Model = NullIfEmpty(image.Model),
        Ratio = image.AspectRatio,
        Options = NullIfEmpty(string.Join(", ", image.Options.Select(option =>
            option.Value is true ? option.Key : $"{option.Key} {option.Value}"))),
        When = image.CreatedAt == default ? null : image.CreatedAt,
        Day = image.CreatedAt == default
            ? null
            : image.CreatedAt.LocalDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Sources = image.Sources.Count == 0 ? null : [.. image.Sources.Select(Source)],
        Charge = image.Usage?.Amount,
        Unit = image.Usage?.Unit,
        Usd = image.Usage is { Unit: ReveUsage.Usd } dollars ? dollars.Amount : image.Usage?.UsdAmount,
        UsdEstimate = image.Usage is { IsUsdEstimate: true } ? true : null,
        RequestId = image.RequestId,
        IsFlagged = image.ContentViolation == true ? true : null,
        Command = GalleryCommand.Of(image),
    };

    /// <summary>A source is linked only when it is an image file: a journal can name any path.</summary>
    private GallerySource Source(string source) => new(
        FileNames.Last(source.TrimEnd('/', '\\')),
        Path.IsPathRooted(source) && ImageFormat.FromExtension(Path.GetExtension(source)) is not null
            && File.Exists(source)
            ? RelativeLink.To(source, target)
            : null);

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
