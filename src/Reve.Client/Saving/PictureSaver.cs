using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Imaging;

namespace Reve.Saving;

/// <summary>
/// Brings a finished picture to where the user wants it: into memory, or into a file without a detour.
/// </summary>
internal sealed class PictureSaver(Downloader downloader, Action<ReveNoticeLevel, string> notify)
{
    private const int MostNumbers = 9999;

    /// <summary>Fetches the picture, if it is not here yet, into memory.</summary>
    public async Task<ReveImage> HoldAsync(ReveImage image, byte[]? bytes, CancellationToken cancellation)
    {
        if (bytes is null)
        {
            using var memory = new MemoryStream();
            await downloader.FetchAsync(image.Url!, memory, cancellation).ConfigureAwait(false);
            bytes = memory.ToArray();
        }

        return Describe(image, ImageHeader.Read(bytes), bytes.LongLength) with { Bytes = bytes };
    }

    /// <summary>Fetches the picture, if it is not here yet, into its file.</summary>
    /// <exception cref="ReveException">The disk failed; the exception carries the picture itself.</exception>
    public async Task<ReveImage> SaveAsync(
        ReveImage image, byte[]? bytes, OutputTarget target, int place, CancellationToken cancellation)
    {
        try
        {
            using var part = PartFile.Create(target.Folder);
            var header = await WriteAsync(image, bytes, part.Stream, cancellation).ConfigureAwait(false);
            var described = Describe(image, header, part.Stream.Length);
            return described with { FullName = Place(part, described, header, target, place) };
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or ReveException))
        {
            var held = await HoldAsync(image, bytes, cancellation).ConfigureAwait(false);
            throw Faults.SaveFailed(target.FullName ?? target.Folder, held, exception);
        }
    }

    private async Task<ImageHeader?> WriteAsync(
        ReveImage image, byte[]? bytes, FileStream stream, CancellationToken cancellation)
    {
        if (bytes is null) return await downloader.FetchAsync(image.Url!, stream, cancellation).ConfigureAwait(false);
        await stream.WriteAsync(bytes, 0, bytes.Length, cancellation).ConfigureAwait(false);
        return ImageHeader.Read(bytes);
    }

    private string Place(PartFile part, ReveImage image, ImageHeader? header, OutputTarget target, int place)
    {
        var name = target.NameFor(image, header?.Extension ?? "", place);
        WarnOfExtension(name, header);
        for (var number = 1; number <= MostNumbers; number++)
        {
            var candidate = number == 1 ? name : OutputTarget.Numbered(name, number);
            if (!target.TryTake(candidate) || !part.TryPlace(candidate, target.Force && number == 1)) continue;
            if (number > 1 && target.FullName is not null)
            {
                notify(ReveNoticeLevel.Warning, $"'{name}' appeared in the meantime; the picture is in '{candidate}'.");
            }

            return candidate;
        }

        throw new IOException($"Every name like '{name}' is taken.");
    }

    private void WarnOfExtension(string name, ImageHeader? header)
    {
        if (header is null || ImageFormat.FromExtension(Path.GetExtension(name)) is not { } named) return;
        if (named == header.Format) return;
        notify(ReveNoticeLevel.Warning, $"'{name}' holds a {header.Format} picture, whatever its extension says.");
    }

    private static ReveImage Describe(ReveImage image, ImageHeader? header, long length) => image with
    {
        ContentType = header?.MediaType,
        Width = header?.Width,
        Height = header?.Height,
        Length = length,
    };
}
