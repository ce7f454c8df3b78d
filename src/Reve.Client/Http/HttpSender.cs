using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Threading;
using System.Threading.Tasks;
using Reve.Platform;
using Reve.Threading;

namespace Reve.Http;

/// <summary>Sends one attempt of a request, and returns what happened instead of throwing.</summary>
internal sealed class HttpSender(ReveConnection connection, CallPolicy policy, Clock clock)
{
    // Smaller images stay in the JSON.
    private const int ShortestResponseWithImages = 1024;
    private const int LargestResponse = 4 * 1024 * 1024;
    private const int LargestResponseWithImages = 128 * 1024 * 1024;

    // Most requests go to one address.
    private Tuple<HttpCall, Uri>? _lastAddress;

    public Uri AddressOf(HttpCall call)
    {
        if (call.SignedAddress is { } signed) return signed;
        if (_lastAddress is { } last && last.Item1.Path == call.Path && last.Item1.Address == call.Address)
        {
            return last.Item2;
        }

        var address = new Uri(connection.AddressFor(call.Address).AbsoluteUri.TrimEnd('/') + call.Path);
        _lastAddress = Tuple.Create(call with { Body = null, File = null }, address);
        return address;
    }

    /// <summary>Sends the request once and reads the whole response.</summary>
    /// <param name="call">The request.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <param name="createFile">
    /// Creates the file for an image in the response, by its number, or returns null to keep the image in memory; null
    /// to leave the images in the JSON.
    /// </param>
    public async Task<HttpExchange> SendAsync(
        HttpCall call, CancellationToken cancellation, Func<int, IImageFile?>? createFile = null)
    {
        HttpRequestMessage? created = null;
        string headers;
        try
        {
            created = CreateRequest(call);
            headers = policy.NoticeLevel == ReveNoticeLevel.Debug ? HeaderRedactor.Format(created) : "";
        }
        catch (Exception exception)
        {
            created?.Dispose();
            return new HttpExchange(ExchangePhase.NotSent) { Failure = exception };
        }

        using var request = created;
        var started = clock.Elapsed;
        var exchange = await SendAsync(call, request, createFile, cancellation).ConfigureAwait(false);
        exchange.SentHeaders = headers;
        exchange.Elapsed = clock.Elapsed - started;
        return exchange;
    }

    /// <summary>Opens a response that is read as a stream; null when there is none or it is an error.</summary>
    public async Task<HttpResponseMessage?> OpenAsync(HttpCall call, CancellationToken cancellation)
    {
        try
        {
            using var request = CreateRequest(call);
            var response = await SendAsync(request, allowed: null, cancellation).ConfigureAwait(false);
            if (response.IsSuccessStatusCode) return response;
            response.Dispose();
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>The decompressed body of a response.</summary>
    public static async Task<Stream> StreamOf(HttpResponseMessage response, CancellationToken cancellation) =>
        ContentDecoder.Decode(
            await HttpStack.OpenBodyAsync(response.Content, cancellation).ConfigureAwait(false),
            response.Content.Headers);

    private async Task<HttpExchange> SendAsync(
        HttpCall call, HttpRequestMessage request, Func<int, IImageFile?>? createFile, CancellationToken cancellation)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(timeout, call.Timeout ?? policy.Timeout);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token);
        Rearm();
        HttpResponseMessage? response = null;
        ResponseBody? body = null;
        try
        {
            // The host returned a signed address, while the user specified that of the connection.
            var allowed = call.SignedAddress is null ? null : RemoteAddressPolicy.Trusting(connection.Address);
            response = await SendAsync(request, allowed, silence.Token).ConfigureAwait(false);
            Rearm();
            if (response.StatusCode == HttpStatusCode.ProxyAuthenticationRequired)
            {
                response.Dispose();
                return new HttpExchange(ExchangePhase.RefusedByProxy);
            }

            var hasImages = call.ExpectsImages && response.IsSuccessStatusCode;
            var isShort = response.Content.Headers.ContentLength < ShortestResponseWithImages;
            body = new ResponseBody(hasImages && !isShort ? createFile : null);
            using var stream = ContentDecoder.DecodeIfEncoded(
                await HttpStack.OpenBodyAsync(response.Content, silence.Token).ConfigureAwait(false),
                response.Content.Headers);
            await body.FillAsync(
                stream, response.Content.Headers.ContentLength,
                hasImages ? LargestResponseWithImages : LargestResponse, silence.Token, Rearm).ConfigureAwait(false);
            return new HttpExchange(ExchangePhase.Completed)
            {
                Response = new JsonResponse(response, body, clock.UtcNow),
                Status = (int)response.StatusCode,
                RequestId = RequestIdOf(call, response),
            };
        }
        catch (Exception exception)
        {
            // Any exception can arrive here: HTTP stacks wrap exceptions of the body or pass them on as they are, and
            // decompression fails with exceptions of its own. Once a request was sent, each of them is an outcome.
            using (response)
            {
                return Failed(call, request, response, body, exception) with
                {
                    TimedOut = silence.IsCancellationRequested,
                };
            }
        }

        void Rearm()
        {
            if (call.LongestSilence is { } longest) clock.CancelAfter(silence, longest);
        }
    }

    private Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, RemoteAddressPolicy? allowed, CancellationToken cancellation)
    {
        if (allowed is not null) return CheckAndSendAsync(request, allowed, cancellation);
        var network = ProxyErrors.Authenticate(request, connection.Network);
        return HttpClientPool.For(network, request.RequestUri!)
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    private async Task<HttpResponseMessage> CheckAndSendAsync(
        HttpRequestMessage request, RemoteAddressPolicy allowed, CancellationToken cancellation)
    {
        var address = request.RequestUri!;
        var resolves = HttpClientPool.NeedsResolution(connection.Network, address);
        await allowed.RequireAsync(address, resolves, cancellation).ConfigureAwait(false);
        var network = ProxyErrors.Authenticate(request, connection.Network);
        return await HttpClientPool.For(network, address, allowed)
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation).ConfigureAwait(false);
    }

    private HttpExchange Failed(
        HttpCall call, HttpRequestMessage request, HttpResponseMessage? response, ResponseBody? body,
        Exception failure)
    {
        if (response is not null && !HttpStack.IsProxyRefusal(failure))
        {
            return new HttpExchange(ExchangePhase.Interrupted)
            {
                Failure = Clean(failure),
                Status = (int)response.StatusCode,
                RequestId = RequestIdOf(call, response),
                PartialBody = body,
            };
        }

        body?.Dispose();
        if (HttpStack.IsProxyRefusal(failure)) return new HttpExchange(ExchangePhase.RefusedByProxy);
        var content = request.Content as SingleUseContent;
        if (AddressRefusedException.In(failure) is { } refused)
        {
            return new HttpExchange(ExchangePhase.NotSent)
            {
                Failure = UploadErrors.Refused(connection.Provider, refused),
            };
        }

        if (content?.InputError is { } error) return new HttpExchange(ExchangePhase.NotSent) { Failure = error };
        var mayHaveLeft = content is null || content.MayHaveLeft;
        return new HttpExchange(mayHaveLeft ? ExchangePhase.Sent : ExchangePhase.NotSent)
        {
            Failure = Clean(failure),
        };
    }

    private Exception Clean(Exception failure) =>
        SecretRedactor.Redact(ProxyErrors.WithoutPassword(failure), connection.Key);

    private HttpRequestMessage CreateRequest(HttpCall call)
    {
        var request = new HttpRequestMessage(call.Method, AddressOf(call)) { Content = ContentOf(call) };
        // A connection that breaks leaves the outcome of all paid calls on it unknown, so each has its own.
        if (!call.IsPaid || connection.Network.SharesConnections) HttpStack.PreferHttp2(request);
        request.Headers.TryAddWithoutValidation("User-Agent", HttpClientPool.UserAgent);
        request.Headers.TryAddWithoutValidation("Accept", call.Accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", Decompression.AcceptedEncodings);
        request.Headers.ExpectContinue = false;
        foreach (var header in call.Headers) Set(request.Headers, header.Key, header.Value);
        if (call.SignedAddress is not null) return request;

        foreach (var header in connection.Headers.Values) Set(request.Headers, header.Key, header.Value);
        if (!call.WithoutKey && connection.Key is { IsEmpty: false } key)
        {
            Set(
                request.Headers, "Authorization",
                connection.BareKey ? key.Reveal() : $"{connection.Provider.KeyScheme} {key.Reveal()}");
        }

        return request;
    }

    private static string? RequestIdOf(HttpCall call, HttpResponseMessage response) =>
        call.RequestIdHeader is { } name && response.Headers.TryGetValues(name, out var values)
            ? values.FirstOrDefault()
            : null;

    private static HttpContent? ContentOf(HttpCall call)
    {
        if (call.Body is { } body) return new SingleUseContent(body);
        if (call.File is not { } file) return null;
        var content = new StreamContent(file.Open());
        content.Headers.ContentType = new MediaTypeHeaderValue(file.MediaType!);
        if (call.FormField is not { } field) return content;
        // The name is sent to a host, so it says nothing about this machine.
        return new MultipartFormDataContent { { content, field, "image" + file.Header!.Extension } };
    }

    private static void Set(HttpRequestHeaders headers, string name, string value)
    {
        headers.Remove(name);
        headers.TryAddWithoutValidation(name, value);
    }
}
