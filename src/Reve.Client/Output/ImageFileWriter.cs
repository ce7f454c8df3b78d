using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Reve.Imaging;

namespace Reve.Output;

/// <summary>Writes a generated image to memory or to a file, and a sidecar beside the file.</summary>
internal sealed class ImageFileWriter(ImageDownload download, Action<ReveNoticeLevel, string> notify)
{
    private const int MaximumNumber = 9999;

    /// <summary>Called with the place, the image and the content of each saved file; null without a journal.</summary>
    public Func<int, ReveImage, FileContent, Task>? Saved { get; init; }

    /// <summary>Removes secrets from the address of an image before a sidecar is written.</summary>
    public Func<string?, string?> Redact { get; init; } = static text => text;

    /// <summary>Whether each saved image gets a sidecar.</summary>
    public bool Sidecar { get; init; }

    /// <summary>Whether each saved image contains its prompt, provider, model, ids, charge and time.</summary>
    public bool EmbedMetadata { get; init; }

    /// <summary>
    /// Whether what an interrupted run left under a name is replaced: the empty file that reserved the name, or the
    /// same image that was not recorded in the journal any more.
    /// </summary>
    public bool ReplacesRemains { get; init; }

    /// <summary>Describes an image whose file exists already.</summary>
    public ReveImage Describe(ReveImage image, string file)
    {
        using var stream = File.OpenRead(file);
        var found = Complete(image, ImageHeaderReader.Read(stream), stream.Length) with { FullName = file };
        if (Sidecar && !File.Exists(SidecarFile.NameFor(file))) WriteSidecar(found, replace: false);
        return found;
    }

    /// <summary>Reads the image into memory, and downloads it when it has no bytes.</summary>
    public async Task<ReveImage> ReadAsync(ReveImage image, byte[]? bytes, CancellationToken cancellation)
    {
        if (bytes is null)
        {
            using var memory = new MemoryStream();
            await download(image.Url!, memory, cancellation).ConfigureAwait(false);
            bytes = memory.ToArray();
        }

        return Complete(image, ImageHeaderReader.Read(bytes), bytes.LongLength) with { Bytes = bytes };
    }

    /// <summary>Saves the image to its file, and downloads it when it has no bytes.</summary>
    /// <exception cref="ReveException">The file cannot be written; the exception carries the image.</exception>
    /// <param name="image">The properties of the image.</param>
    /// <param name="bytes">The bytes; null when the image is at its URL.</param>
    /// <param name="target">Where the image is saved.</param>
    /// <param name="place">The place of the image in its response.</param>
    /// <param name="cancellation">Cancels the download.</param>
    /// <param name="written">The part file that the bytes are in already.</param>
    public async Task<ReveImage> SaveAsync(
        ReveImage image, byte[]? bytes, OutputTarget target, int place, CancellationToken cancellation,
        PartFile? written = null)
    {
        var part = written;
        try
        {
            part ??= PartFile.Create(target.Folder);
            var header = written is not null
                ? ReadHeader(written)
                : await WriteAsync(image, bytes, part, cancellation).ConfigureAwait(false);
            using var embedded = EmbedMetadata ? Embed(part, image, header, target) : null;
            var complete = embedded ?? part;
            var saved = await FinishAsync(
                complete, Complete(image, header, complete.Stream.Length), header, target, place).ConfigureAwait(false);
            if (embedded is not null) part.Discard();
            return saved;
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ReveException))
        {
            bytes ??= written?.ReadAll();
            var inMemory = await ReadAsync(image, bytes, cancellation).ConfigureAwait(false);
            throw OutputErrors.SaveFailed(target.FullName ?? target.Folder, inMemory, exception);
        }
        finally
        {
            part?.Dispose();
        }
    }

    private static ImageHeader? ReadHeader(PartFile part)
    {
        part.Stream.Position = 0;
        return ImageHeaderReader.Read(part.Stream);
    }

    private async Task<ImageHeader?> WriteAsync(
        ReveImage image, byte[]? bytes, PartFile part, CancellationToken cancellation)
    {
        if (bytes is null) return await download(image.Url!, part.Stream, cancellation).ConfigureAwait(false);
        await part.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        return ImageHeaderReader.Read(bytes);
    }

    /// <summary>
    /// Copies the complete image with its metadata. An image that cannot be changed is saved as it is, with a warning.
    /// </summary>
    private PartFile? Embed(PartFile part, ReveImage image, ImageHeader? header, OutputTarget target)
    {
        PartFile? embedded = null;
        string? reason;
        try
        {
            embedded = PartFile.Create(target.Folder);
            reason = MetadataEmbedder.Embed(part.Stream, embedded.Stream, header, XmpPacket.Write(image, Redact));
            if (reason is null) return embedded;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            reason = exception.Message;
        }

        embedded?.Dispose();
        notify(ReveNoticeLevel.Warning,
            $"The image for '{image.Prompt}' is saved without embedded metadata: {reason.TrimEnd('.')}.");
        return null;
    }

    private async Task<ReveImage> FinishAsync(
        PartFile part, ReveImage image, ImageHeader? header, OutputTarget target, int place)
    {
        var hash = Saved is null ? "" : part.Hash();
        var (name, replace) = Claim(part, hash, image, header, target, place);
        var saved = image with { FullName = name };
        var content = new FileContent(hash, part.WrittenAt);
        // Only the file has an image without a URL, so the journal knows the name before the file gets it.
        var isRecordedFirst = image.Url is null;
        if (Saved is not null && isRecordedFirst) await Saved(place, saved, content).ConfigureAwait(false);
        part.MoveTo(name, replace);
        if (Saved is not null && !isRecordedFirst) await Saved(place, saved, content).ConfigureAwait(false);
        if (Sidecar) WriteSidecar(saved, target.Force);
        return saved;
    }

    /// <summary>Takes the first free name for the part file, or the name of a file that it replaces.</summary>
    private (string Name, bool Replace) Claim(
        PartFile part, string hash, ReveImage image, ImageHeader? header, OutputTarget target, int place)
    {
        var name = target.NameFor(image, header?.Extension ?? "", place);
        WarnAboutExtension(name, header);
        for (var number = 1; number <= MaximumNumber; number++)
        {
            var candidate = number == 1 ? name : OutputTarget.Numbered(name, number);
            var isRemain = ReplacesRemains && IsRemain(candidate, image.Length, hash);
            if (!isRemain && !target.Force && Sidecar && File.Exists(SidecarFile.NameFor(candidate))) continue;
            var replace = isRemain || (target.Force && number == 1);
            if (!target.TryTake(candidate) || !part.TryClaim(candidate, replace)) continue;
            if (number > 1 && target.FullName is not null)
            {
                notify(ReveNoticeLevel.Warning,
                    $"'{name}' was created by another program; the image was saved to '{candidate}'.");
            }

            return (candidate, replace);
        }

        throw new IOException($"All names from '{name}' to number {MaximumNumber} are taken.");
    }

    /// <summary>A sidecar that cannot be written is a warning: the image itself was saved.</summary>
    private void WriteSidecar(ReveImage image, bool replace)
    {
        var sidecar = SidecarFile.NameFor(image.FullName!);
        try
        {
            if (SidecarFile.TryWrite(image with { Url = Redact(image.Url) }, replace)) return;
            notify(ReveNoticeLevel.Warning, $"'{sidecar}' already exists and was not replaced.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            notify(ReveNoticeLevel.Warning, $"'{sidecar}' could not be written: {exception.Message}");
        }
    }

    private static bool IsRemain(string name, long? length, string hash)
    {
        if (new FileInfo(name) is not { Exists: true } file) return false;
        if (file.Length != length) return file.Length == 0;
        using var stream = FolderPath.OpenRegular(name);
        return stream is not null && ContentHash.Of(stream) == hash;
    }

    private void WarnAboutExtension(string name, ImageHeader? header)
    {
        if (header is null || ImageFormat.FromExtension(Path.GetExtension(name)) is not { } named) return;
        if (named == header.Format) return;
        notify(ReveNoticeLevel.Warning, $"'{name}' holds a {header.Format} image, which its extension does not say.");
    }

    private static ReveImage Complete(ReveImage image, ImageHeader? header, long length) => image with
    {
        ContentType = header?.MediaType,
        Width = header?.Width,
        Height = header?.Height,
        Length = length,
    };
}
