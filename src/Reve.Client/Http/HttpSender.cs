using System.IO;
using System.Linq;
using System.Net.Http.Headers;
using System.Net.Http;
using System.Net;
using System.Threading.Tasks;
using System.Threading;
using System;
using Reve.Threading;

namespace Reve.Http;

/// <summary>Sends one attempt of a call, and tells what became of it instead of throwing.</summary>
internal sealed class HttpSender(ReveConnection connection, CallPolicy policy, Clock clock, ResponseArchive rescue)
{
    public Uri AddressOf(HttpCall call) =>
        call.SignedAddress ?? new Uri(connection.Address!.AbsoluteUri.TrimEnd('/') + call.Path);

    /// <summary>Sends it once. Only an input that became unfit is thrown.</summary>
    public async Task<Attempt> SendAsync(HttpCall call, CancellationToken cancellation)
    {
        using var request = Compose(call);
        var headers = LoggedHeaders.Of(request);
        return await SendAsync(call, request, cancellation).ConfigureAwait(false) with { SentHeaders = headers };
    }

    private async Task<Attempt> SendAsync(HttpCall call, HttpRequestMessage request, CancellationToken cancellation)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(time, call.Timeout ?? policy.Timeout);
        var started = clock.Elapsed;
        HttpResponseMessage? response = null;
        var body = new PooledBuffer();
        try
        {
            response = await SendAsync(request, time.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
            {
                response.Dispose();
                return new Attempt(Outcome.Barred) { Took = clock.Elapsed - started };
            }

            using var stream = await StreamOf(response, time.Token).ConfigureAwait(false);
            await body.FillAsync(stream, response.Content.Headers.ContentLength, time.Token).ConfigureAwait(false);
            var answer = new JsonResponse(response, body, clock.UtcNow);
            return new Attempt(Outcome.Answered)
            {
                Response = answer,
                RequestId = IdOf(call, response),
                Took = clock.Elapsed - started,
            };
        }
        catch (Exception exception) when (IsOfTheNetwork(exception, request))
        {
            using var rest = response;
            using var arrived = body;
            if ((request.Content as SingleUseContent)?.Fault is { } fault) throw fault;
            // Nobody is told of an answer that broke off because its user stopped: it is not kept.
            var kept = cancellation.IsCancellationRequested ? null : body;
            return Broken(call, request, response, kept, exception, time.IsCancellationRequested) with
            {
                Took = clock.Elapsed - started,
            };
        }
    }

    /// <summary>Opens an answer that is read as it comes; null when it does not come or is a refusal.</summary>
    public async Task<HttpResponseMessage?> OpenAsync(HttpCall call, CancellationToken cancellation)
    {
        using var request = Compose(call);
        try
        {
            var response = await SendAsync(request, cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode) return response;
            response.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return null;
        }
    }

    private Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var network = ProxyErrors.Introduce(request, connection.Network);
        return HttpClientPool.For(network, request.RequestUri!)
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private HttpRequestMessage Compose(HttpCall call)
    {
        var request = new HttpRequestMessage(call.Method, AddressOf(call)) { Content = ContentOf(call) };
        HttpClientPool.PreferHttp2(request);
        request.Headers.TryAddWithoutValidation("User-Agent", HttpClientPool.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", call.Accept);
        request.Headers.ExpectContinue = false;
        foreach (var header in call.Headers) Set(request.Headers, header.Key, header.Value);
        if (call.SignedAddress is not null) return request;

        foreach (var header in connection.Headers.Values) Set(request.Headers, header.Key, header.Value);
        if (!call.IsKeyless && connection.Key is { IsEmpty: false } key)
        {
            Set(request.Headers, "Authorization", connection.BareKey ? key.Reveal() : $"Bearer {key.Reveal()}");
        }

        return request;
    }

    private static string? IdOf(HttpCall call, HttpResponseMessage response) =>
        call.IdHeader is { } name && response.Headers.TryGetValues(name, out var values)
            ? values.FirstOrDefault()
            : null;

    private static HttpContent? ContentOf(HttpCall call)
    {
        if (call.Body is { } body) return new SingleUseContent(body);
        if (call.File is not { } file) return null;
        var content = new StreamContent(file.Open());
        content.Headers.ContentType = new MediaTypeHeaderValue(file.MediaType!);
        return content;
    }

    private static void Set(HttpRequestHeaders headers, string name, string value)
    {
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>
    /// An HTTP stack may wrap our own exceptions, or leave them bare; both come here, and so does damaged compression.
    /// </summary>
    private static bool IsOfTheNetwork(Exception exception, HttpRequestMessage request) =>
        exception is HttpRequestException or IOException or OperationCanceledException or ObjectDisposedException
            or InvalidDataException
        || (request.Content as SingleUseContent)?.Fault is not null;

    public static Task<Stream> StreamOf(HttpResponseMessage response, CancellationToken cancellation)
    {
#if NET
        return response.Content.ReadAsStreamAsync(cancellation);
#else
        cancellation.ThrowIfCancellationRequested();
        return response.Content.ReadAsStreamAsync();
#endif
    }

    private Attempt Broken(
        HttpCall call, HttpRequestMessage request, HttpResponseMessage? response, PooledBuffer? body, Exception failure,
        bool timedOut)
    {
        if (ProxyErrors.IsRefusal(failure)) return new Attempt(Outcome.Barred);
        failure = ProxyErrors.Cleaned(failure);
        var left = request.Content is not SingleUseContent content || content.MayHaveLeft;
        if (response is null)
        {
            return new Attempt(left ? Outcome.Lost : Outcome.NeverLeft) { Failure = failure, TimedOut = timedOut };
        }

        return new Attempt(Outcome.Lost)
        {
            Failure = failure,
            TimedOut = timedOut,
            BrokenStatus = (int)response.StatusCode,
            RequestId = IdOf(call, response),
            ResponseFile = body is not null && call.IsPaid && response.IsSuccessStatusCode
                ? rescue.Keep(SecretRedactor.Hide(body.Bytes, connection.Key))
                : null,
        };
    }
}
