using System.IO;
using System.Net.Http;
using System.Net;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Imaging;
using Reve.Platform;
using Reve.Threading;

namespace Reve.Http;

/// <summary>
/// Downloads generated images. Downloads are free, so they are repeated. They carry neither the key nor the user's
/// headers.
/// </summary>
internal sealed class ImageDownloader(
    NetworkSettings network, CallPolicy policy, Clock clock, Action<ReveNoticeLevel, string> notify)
{
    private const long LargestImage = 256L * 1024 * 1024;
    private const int MaximumRedirects = 5;
    private const int MinimumRetries = 4;

    /// <summary>The key that no message repeats. It is never sent.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>The addresses that are downloaded from.</summary>
    public required RemoteAddressPolicy Addresses { get; init; }

    /// <summary>Downloads an image into a stream, which is truncated first.</summary>
    /// <exception cref="ReveException">The download failed, or the content is not an image.</exception>
    /// <exception cref="DestinationException">The stream cannot be written.</exception>
    public async Task<ImageHeader> DownloadAsync(string url, Stream destination, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !IsWeb(address))
        {
            throw DownloadErrors.Failed(url, "it is not an http or https address", Key);
        }

        for (var attempt = 1; ; attempt++)
        {
            var started = clock.Elapsed;
            var (header, problem) = await TryAsync(address, destination, cancellation).ConfigureAwait(false);
            var took = (clock.Elapsed - started).TotalMilliseconds;
            notify(ReveNoticeLevel.Verbose,
                SecretRedactor.Redact(
                    $"GET {address.Host}{address.AbsolutePath}, attempt {attempt}: {problem?.Reason ?? "downloaded"} "
                    + $"in {(long)took} ms", Key)!);
            if (header is not null) return header;

            var wait = RetryDelay.Of(policy, attempt, problem!.RetryAfter, clock.NextDouble());
            var retries = Math.Max(MinimumRetries, policy.MaximumRetryCount);
            if (problem.IsFinal || attempt > retries || wait > policy.MaximumRetryDelay)
            {
                var reason = attempt == 1 ? problem.Reason : $"{problem.Reason}, after {attempt} attempts";
                throw DownloadErrors.Failed(url, reason, Key, problem.Cause);
            }

            await clock.Delay(wait, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<(ImageHeader? Header, Problem? Problem)> TryAsync(
        Uri address, Stream destination, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(timeout, policy.Timeout);
        try
        {
            destination.SetLength(0);
            using var response = await OpenAsync(address, timeout.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired) return (null, RefusedByProxy());
            if (!response.IsSuccessStatusCode) return (null, ProblemOf(response));

            await CopyAsync(response, destination, timeout.Token).ConfigureAwait(false);
            destination.Position = 0;
            var header = ImageHeaderReader.Read(destination);
            if (header is null) return (null, NotImage(response, destination.Length));

            destination.Position = 0;
            return ImageCompleteness.FindMissingPart(destination, header.Format) is { } missing
                ? (null, new Problem($"the image is truncated: {missing} is missing"))
                : (header, null);
        }
        catch (Exception exception) when (exception is not (ReveException or DestinationException))
        {
            // Decompression and URLs of a host fail with exceptions of their own.
            cancellation.ThrowIfCancellationRequested();
            if (HttpStack.IsProxyRefusal(exception)) return (null, RefusedByProxy());
            if (AddressRefusedException.In(exception) is { } refused)
            {
                throw DownloadErrors.Refused(address.AbsoluteUri, refused, Key);
            }

            var failure = SecretRedactor.Redact(ProxyErrors.WithoutPassword(exception), Key);
            var reason = timeout.IsCancellationRequested
                ? "timeout"
                : failure.GetBaseException().Message.TrimEnd('.');
            return (null, new Problem(reason) { Cause = failure });
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(Uri address, CancellationToken cancellation)
    {
        for (var hop = 0; ; hop++)
        {
            var resolves = HttpClientPool.NeedsResolution(network, address);
            await Addresses.RequireAsync(address, resolves, cancellation).ConfigureAwait(false);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            HttpStack.PreferHttp2(request);
            request.Headers.TryAddWithoutValidation("User-Agent", HttpClientPool.UserAgent);
            request.Headers.TryAddWithoutValidation("Accept", "image/*,*/*;q=0.5");
            var response = await HttpClientPool.For(network, address, Addresses)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            var isRedirect = (int)response.StatusCode is >= 300 and < 400;
            if (!isRedirect || response.Headers.Location is not { } location) return response;

            using (response)
            {
                var isFollowed = Uri.TryCreate(address, location, out var next) && IsWeb(next) && hop < MaximumRedirects
                    && (address.Scheme != "https" || next.Scheme == "https");
                if (!isFollowed)
                {
                    throw new HttpRequestException(
                        $"it redirects to {WithoutQuery(location)}, which is not followed");
                }

                address = next!;
            }
        }
    }

    private static string WithoutQuery(Uri location) => location.OriginalString.Split('?', '#')[0];

    private async Task CopyAsync(
        HttpResponseMessage response, Stream destination, CancellationToken cancellation)
    {
        if (response.Content.Headers.ContentLength > LargestImage) throw TooLong(response);
        using var source = await HttpSender.StreamOf(response, cancellation).ConfigureAwait(false);
        using var block = new RentedBuffer();
        while (true)
        {
            var count = await source.ReadAsync(block.Bytes, 0, block.Bytes.Length, cancellation).ConfigureAwait(false);
            if (count == 0) break;
            if (destination.Length + count > LargestImage) throw TooLong(response);
            try
            {
                await destination.WriteAsync(block.Bytes, 0, count, cancellation).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new DestinationException(exception);
            }
        }

        if (!ContentDecoder.IsEncoded(response.Content.Headers)
            && response.Content.Headers.ContentLength is { } expected && destination.Length < expected)
        {
            throw new HttpRequestException($"only {destination.Length} of {expected} bytes arrived");
        }
    }

    private Problem ProblemOf(HttpResponseMessage response) => new($"the host returned {(int)response.StatusCode}")
    {
        IsFinal = (int)response.StatusCode is 400 or 401 or 403 or 410,
        RetryAfter = RetryDelay.ReadRetryAfter(response.Headers, clock.UtcNow),
    };

    private static Problem RefusedByProxy() =>
        new("the proxy requires a user name and a password, see Connect-Reve -ProxyCredential") { IsFinal = true };

    private static Problem NotImage(HttpResponseMessage response, long length) => new(length == 0
        ? "the response is empty"
        : $"the content is not an image ({response.Content.Headers.ContentType?.MediaType ?? "no content type"})");

    /// <summary>Not repeated, because another attempt would download as much again.</summary>
    private ReveException TooLong(HttpResponseMessage response) => DownloadErrors.Failed(
        response.RequestMessage!.RequestUri!.AbsoluteUri, $"it is longer than {LargestImage} bytes", Key);

    private static bool IsWeb(Uri address) => address.Scheme is "http" or "https";

    private sealed record Problem(string Reason)
    {
        public bool IsFinal { get; init; }

        public TimeSpan? RetryAfter { get; init; }

        public Exception? Cause { get; init; }
    }
}
