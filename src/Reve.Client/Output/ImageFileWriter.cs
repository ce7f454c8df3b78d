using System.IO;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Http;
using Reve.Imaging;

namespace Reve.Output;

/// <summary>
/// Brings a finished image to where the user wants it: into memory, or into a file without a detour.
/// </summary>
internal sealed class ImageFileWriter(ImageDownloader downloader, Action<ReveNoticeLevel, string> notify)
{
    private const int MostNumbers = 9999;

    /// <summary>Called with the place, the image and its hash when an image is saved; null when there is no journal.</summary>
    public Action<int, ReveImage, string>? Saved { get; init; }

    /// <summary>Whether each image gets a file beside it that tells everything about it.</summary>
    public bool Sidecar { get; init; }

    /// <summary>
    /// Whether what a run that died left under a name is no hindrance: the empty file that held it, or the very image
    /// that the journal was not told of any more.
    /// </summary>
    public bool TakesOverRemains { get; init; }

    /// <summary>Describes an image that is in its file already.</summary>
    public ReveImage Find(ReveImage image, string file)
    {
        using var stream = File.OpenRead(file);
        var found = Describe(image, ImageHeaderReader.Read(stream), stream.Length) with { FullName = file };
        if (Sidecar && !File.Exists(SidecarFile.NameFor(file))) WriteSidecar(found);
        return found;
    }

    /// <summary>Fetches the image, if it is not here yet, into memory.</summary>
    public async Task<ReveImage> HoldAsync(ReveImage image, byte[]? bytes, CancellationToken cancellation)
    {
        if (bytes is null)
        {
            using var memory = new MemoryStream();
            await downloader.DownloadAsync(image.Url!, memory, cancellation).ConfigureAwait(false);
            bytes = memory.ToArray();
        }

        return Describe(image, ImageHeaderReader.Read(bytes), bytes.LongLength) with { Bytes = bytes };
    }

    /// <summary>Fetches the image, if it is not here yet, into its file.</summary>
    /// <exception cref="ReveException">The disk failed; the exception carries the image itself.</exception>
    /// <param name="image">What is known of it.</param>
    /// <param name="bytes">Its bytes; null when they are at its address.</param>
    /// <param name="target">Where it goes.</param>
    /// <param name="place">Its place in its answer.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="staged">The part that its bytes are in already.</param>
    public async Task<ReveImage> SaveAsync(
        ReveImage image, byte[]? bytes, OutputTarget target, int place, CancellationToken cancellation,
        PartFile? staged = null)
    {
        try
        {
            using var part = staged ?? PartFile.Create(target.Folder);
            var header = staged is not null
                ? ImageHeaderReader.Read(bytes!)
                : await WriteAsync(image, bytes, part, cancellation).ConfigureAwait(false);
            return Place(part, Describe(image, header, part.Stream.Length), header, target, place);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ReveException))
        {
            var held = await HoldAsync(image, bytes, cancellation).ConfigureAwait(false);
            throw Faults.SaveFailed(target.FullName ?? target.Folder, held, exception);
        }
    }

    private async Task<ImageHeader?> WriteAsync(
        ReveImage image, byte[]? bytes, PartFile part, CancellationToken cancellation)
    {
        if (bytes is null)
        {
            return await downloader.DownloadAsync(image.Url!, part.Stream, cancellation).ConfigureAwait(false);
        }

        await part.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        return ImageHeaderReader.Read(bytes);
    }

    private ReveImage Place(PartFile part, ReveImage image, ImageHeader? header, OutputTarget target, int place)
    {
        var hash = Saved is null ? "" : part.Hash();
        var saved = image with { FullName = Name(part, hash, image, header, target, place) };
        Saved?.Invoke(place, saved, hash);
        if (Sidecar) WriteSidecar(saved);
        return saved;
    }

    private string Name(
        PartFile part, string hash, ReveImage image, ImageHeader? header, OutputTarget target, int place)
    {
        var name = target.NameFor(image, header?.Extension ?? "", place);
        WarnOfExtension(name, header);
        for (var number = 1; number <= MostNumbers; number++)
        {
            var candidate = number == 1 ? name : OutputTarget.Numbered(name, number);
            var isRemain = TakesOverRemains && IsRemain(candidate, image.Length, hash);
            var replace = isRemain || (target.Force && number == 1);
            if (!target.TryTake(candidate) || !part.TryPlace(candidate, replace)) continue;
            if (number > 1 && target.FullName is not null)
            {
                notify(ReveNoticeLevel.Warning, $"'{name}' appeared in the meantime; the image is in '{candidate}'.");
            }

            return candidate;
        }

        throw new IOException($"Every name like '{name}' is taken.");
    }

    /// <summary>The image is there and paid for; that its sidecar is not is worth a warning, and no more.</summary>
    private void WriteSidecar(ReveImage image)
    {
        try
        {
            SidecarFile.Write(image);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            notify(ReveNoticeLevel.Warning,
                $"'{SidecarFile.NameFor(image.FullName!)}' could not be written: {exception.Message}");
        }
    }

    private static bool IsRemain(string name, long? length, string hash)
    {
        if (new FileInfo(name) is not { Exists: true } file) return false;
        if (file.Length != length) return file.Length == 0;
        using var stream = file.OpenRead();
        return ContentHash.Of(stream) == hash;
    }

    private void WarnOfExtension(string name, ImageHeader? header)
    {
        if (header is null || ImageFormat.FromExtension(Path.GetExtension(name)) is not { } named) return;
        if (named == header.Format) return;
        notify(ReveNoticeLevel.Warning, $"'{name}' holds a {header.Format} image, whatever its extension says.");
    }

    private static ReveImage Describe(ReveImage image, ImageHeader? header, long length) => image with
    {
        ContentType = header?.MediaType,
        Width = header?.Width,
        Height = header?.Height,
        Length = length,
    };
}
