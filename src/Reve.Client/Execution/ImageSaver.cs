using System.Collections.Generic;
using System.IO;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Http;
using Reve.Imaging;
using Reve.Output;
using Reve.Threading;

namespace Reve;

/// <summary>
/// Saves images that are made already, from their bytes or from their addresses. It asks no provider, needs no key,
/// and costs nothing.
/// </summary>
public sealed class ImageSaver
{
    private readonly CallPolicy _policy;
    private readonly NetworkSettings _network;
    private readonly Clock _clock;

    /// <summary>A fetcher; one serves any number of jobs at once.</summary>
    public ImageSaver(CallPolicy? policy = null, NetworkSettings? network = null)
        : this(policy ?? new CallPolicy(), network ?? NetworkSettings.Default, Clock.System)
    {
    }

    internal ImageSaver(CallPolicy policy, NetworkSettings network, Clock clock)
    {
        _policy = policy;
        _network = network;
        _clock = clock;
    }

    /// <summary>
    /// Brings the job's image to where the job says, or into memory. A result keeps all that is known of it.
    /// </summary>
    /// <exception cref="ReveException">It is no image, or cannot be had, or cannot be saved.</exception>
    public async Task<ReveImage> SaveAsync(
        SaveJob job, Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        var image = job.Image;
        job.Output?.Check(job.Sidecar);
        var bytes = BytesOf(image);
        if (bytes is null && image.Url is null) throw NothingToSave(image);
        if (bytes is not null && ImageHeaderReader.Read(bytes) is null) throw Faults.InputNotImage(image.Url ?? "bytes");

        job.Output?.Prepare();
        var saver = new ImageFileWriter(new Downloader(_network, _policy, _clock, Tell).FetchAsync, Tell)
        {
            Sidecar = job.Sidecar,
        };
        var bare = image with { Bytes = null };
        return job.Output is { } target
            ? await saver.SaveAsync(bare, bytes, target, place: 0, cancellation).ConfigureAwait(false)
            : await saver.ReadAsync(bare, bytes, cancellation).ConfigureAwait(false);

        void Tell(ReveNoticeLevel level, string message) => notify?.Invoke(new ReveNotice(level, message));
    }

    private static ReveException NothingToSave(ReveImage image) => new(
        ReveErrorKind.InputMissing,
        $"The image {image} has neither bytes nor a URL.",
        "Save objects that have Bytes or a Url, such as the results of the other commands.") { Target = image };

    private static byte[]? BytesOf(ReveImage image)
    {
        try
        {
            return image.Bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Faults.InputUnreadable(image.FullName!, exception);
        }
    }
}
