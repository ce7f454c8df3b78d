using System.IO;
using System.Net.Http;
using System.Net;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Imaging;
using Reve.Threading;

namespace Reve.Http;

/// <summary>
/// Fetches finished images: free, so as often as it takes, and without the key or any header of the user.
/// </summary>
internal sealed class Downloader(
    NetworkSettings network, CallPolicy policy, Clock clock, Action<ReveNoticeLevel, string> notify)
{
    private const long LargestImage = 256L * 1024 * 1024;
    private const int MostRedirects = 5;
    private const int FewestRetries = 4;

    /// <summary>Writes the image into the stream, which is emptied first; only a real image is accepted.</summary>
    /// <exception cref="ReveException">It cannot be fetched, or what is at the address is no image.</exception>
    /// <exception cref="SinkException">The stream cannot be written.</exception>
    public async Task<ImageHeader> FetchAsync(string url, Stream destination, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !IsWeb(address))
        {
            throw DownloadErrors.Failed(url, "it is not an http or https address");
        }

        for (var number = 1; ; number++)
        {
            var started = clock.Elapsed;
            var (header, problem) = await TryAsync(address, destination, cancellation).ConfigureAwait(false);
            var took = (clock.Elapsed - started).TotalMilliseconds;
            notify(ReveNoticeLevel.Verbose,
                $"GET {address.Host}{address.AbsolutePath}, attempt {number}: {problem?.Why ?? "fetched"} "
                + $"in {(long)took} ms");
            if (header is not null) return header;

            var wait = RetryDelay.Wait(policy, number, problem!.RetryAfter, clock.NextDouble());
            var most = Math.Max(FewestRetries, policy.MaximumRetryCount);
            if (problem.IsFinal || number > most || wait > policy.MaximumRetryDelay)
            {
                throw DownloadErrors.Failed(url, problem.Why, problem.Cause);
            }

            await clock.Delay(wait, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<(ImageHeader? Header, Problem? Problem)> TryAsync(
        Uri address, Stream destination, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(time, policy.Timeout);
        try
        {
            destination.SetLength(0);
            using var response = await OpenAsync(address, time.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired) return (null, BarredByProxy());
            if (!response.IsSuccessStatusCode) return (null, ProblemOf(response));

            await CopyAsync(response, destination, time.Token).ConfigureAwait(false);
            destination.Position = 0;
            var header = ImageHeaderReader.Read(destination);
            return header is null ? (null, NoImage(response, destination.Length)) : (header, null);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException
            or InvalidDataException or OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            if (ProxyErrors.IsRefusal(exception)) return (null, BarredByProxy());
            var failure = ProxyErrors.Cleaned(exception);
            var why = time.IsCancellationRequested
                ? "its time was over"
                : failure.GetBaseException().Message.TrimEnd('.');
            return (null, new Problem(why) { Cause = failure });
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(Uri address, CancellationToken cancellation)
    {
        for (var hop = 0; ; hop++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            HttpClientPool.PreferHttp2(request);
            request.Headers.TryAddWithoutValidation("User-Agent", HttpClientPool.UserAgent);
            request.Headers.TryAddWithoutValidation("Accept", "image/*,*/*;q=0.5");
            var response = await HttpClientPool.For(network, address)
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
            var isRedirect = (int)response.StatusCode is >= 300 and < 400;
            if (!isRedirect || response.Headers.Location is not { } location) return response;

            using (response)
            {
                var isFollowed = Uri.TryCreate(address, location, out var next) && IsWeb(next) && hop < MostRedirects
                    && (address.Scheme != "https" || next.Scheme == "https");
                if (!isFollowed)
                {
                    throw new HttpRequestException($"it redirects to {location}, which is not followed");
                }

                address = next!;
            }
        }
    }

    private static async Task CopyAsync(
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
                throw new SinkException(exception);
            }
        }

        if (response.Content.Headers.ContentLength is { } announced && destination.Length < announced)
        {
            throw new HttpRequestException($"only {destination.Length} of {announced} bytes came");
        }
    }

    private Problem ProblemOf(HttpResponseMessage response) => new($"the host answers {(int)response.StatusCode}")
    {
        IsFinal = (int)response.StatusCode is 400 or 401 or 403 or 410,
        RetryAfter = RetryDelay.ReadRetryAfter(response.Headers, clock.UtcNow),
    };

    private static Problem BarredByProxy() =>
        new("the proxy wants a user name and a password, see -ProxyCredential") { IsFinal = true };

    private static Problem NoImage(HttpResponseMessage response, long length) => new(length == 0
        ? "the answer is empty"
        : $"what is there is no image ({response.Content.Headers.ContentType?.MediaType ?? "no content type"})");

    /// <summary>Another attempt would fetch as much once more, so that this is the end.</summary>
    private static ReveException TooLong(HttpResponseMessage response) => DownloadErrors.Failed(
        response.RequestMessage!.RequestUri!.AbsoluteUri, $"it is longer than {LargestImage} bytes");

    private static bool IsWeb(Uri address) => address.Scheme is "http" or "https";

    private sealed record Problem(string Why)
    {
        public bool IsFinal { get; init; }

        public TimeSpan? RetryAfter { get; init; }

        public Exception? Cause { get; init; }
    }
}

/// <summary>The place that an image was being written to failed, not the network that it came from.</summary>
internal sealed class SinkException(Exception cause) : Exception(cause.Message, cause);
