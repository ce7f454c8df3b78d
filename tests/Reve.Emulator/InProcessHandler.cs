using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Emulator;

/// <summary>Takes requests to the emulator without a socket, which is many times as fast.</summary>
public sealed class InProcessHandler(ReveEmulator emulator) : HttpMessageHandler
{
    /// <summary>Receives requests to hosts other than the emulator, which do not exist.</summary>
    public Action<HttpRequestMessage>? Stray { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        if (address.Authority != emulator.BaseUri.Authority && address.Authority != emulator.OtherHost.Authority)
        {
            Stray?.Invoke(request);
            throw new HttpRequestException($"There is no host {address.Host}.");
        }

        var headers = request.Content is null
            ? request.Headers.AsEnumerable()
            : request.Headers.Concat(request.Content.Headers);
        var recorded = new RecordedRequest
        {
            Sequence = emulator.NextNumber(),
            Method = request.Method.Method,
            Path = address.PathAndQuery,
            Protocol = "HTTP/1.1",
            Port = address.Port,
            Headers = headers.ToDictionary(
                header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            Body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken),
            HasBody = true,
            IsComplete = true,
        };
        var reply = await Delivery.WholeAsync(
            await emulator.AnswerAsync(recorded, cancellationToken), cancellationToken);
        (recorded.Status, recorded.ReplyBody) = (reply.Status, reply.Body);
        return ResponseOf(reply, request);
    }

    private static HttpResponseMessage ResponseOf(Reply reply, HttpRequestMessage request)
    {
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status)
        {
            Content = new ByteArrayContent(reply.Body), RequestMessage = request,
        };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", reply.ContentType);
        foreach (var header in reply.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(header.Key, header.Value))
            {
                response.Content.Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        return response;
    }
}
