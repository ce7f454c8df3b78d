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
/// Saves images that exist already, from their bytes or from their URLs. It sends no request to a provider, needs no
/// key and costs nothing.
/// </summary>
public sealed class ImageSaver
{
    private readonly CallPolicy _policy;
    private readonly NetworkSettings _network;
    private readonly Clock _clock;

    /// <summary>Creates an image saver, which serves any number of jobs at the same time.</summary>
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

    /// <summary>The key that no message and no sidecar repeats; null for none. It is never sent.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>
    /// The addresses that the user specified. Images are downloaded from their hosts also when these are on this
    /// machine or in a private network.
    /// </summary>
    public IReadOnlyList<Uri> TrustedAddresses { get; init => field = [.. value]; } = [];

    /// <summary>
    /// Saves the image of a job, or downloads it into memory when the job has no destination.
    /// </summary>
    /// <exception cref="ReveException">It is not an image, or cannot be downloaded or saved.</exception>
    public async Task<ReveImage> SaveAsync(
        SaveJob job, Action<ReveNotice>? notify = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        var image = job.Image;
        job.Output?.Check(job.Sidecar);
        var bytes = BytesOf(image);
        if (bytes is null && image.Url is null) throw NothingToSave(image);
        if (bytes is not null && ImageHeaderReader.Read(bytes) is null)
        {
            throw InputErrors.NotImage(image.Url ?? "bytes");
        }

        job.Output?.Prepare();
        var saver = new ImageFileWriter(
            new ImageDownloader(_network, _policy, _clock, Notify)
            {
                Key = Key,
                Addresses = RemoteAddressPolicy.Trusting([.. TrustedAddresses, job.TrustedAddress]),
            }.DownloadAsync,
            Notify)
        {
            Redact = text => SecretRedactor.Redact(text, Key),
            Sidecar = job.Sidecar,
            EmbedMetadata = job.EmbedMetadata,
        };
        var template = image with { Bytes = null };
        try
        {
            return job.Output is { } target
                ? await saver.SaveAsync(template, bytes, target, place: 0, cancellation).ConfigureAwait(false)
                : await saver.ReadAsync(template, bytes, cancellation).ConfigureAwait(false);
        }
        catch (ReveException exception) when (
            exception.Kind is ReveErrorKind.DownloadFailed or ReveErrorKind.SaveFailed)
        {
            throw exception.WithImage(exception.Image ?? template);
        }

        void Notify(ReveNoticeLevel level, string message) => notify?.Invoke(new ReveNotice(level, message));
    }

    private static ReveException NothingToSave(ReveImage image) => new(
        ReveErrorKind.InputMissing,
        $"The image {image} has neither bytes nor a URL.",
        "Save objects with Bytes or a Url, such as the results of the other commands.")
    { Target = image };

    private static byte[]? BytesOf(ReveImage image)
    {
        try
        {
            return image.Bytes;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw InputErrors.Unreadable(image.FullName!, exception);
        }
    }
}
