using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using Reve.Json;

namespace Reve.Http;

/// <summary>A complete response: status, headers and body.</summary>
internal sealed class JsonResponse : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly PooledBuffer _body;
    private readonly JsonDocument? _json;

    public JsonResponse(HttpResponseMessage response, PooledBuffer body, DateTimeOffset receivedAt)
    {
        _response = response;
        _body = body;
        _json = JsonReader.TryParse(body.Bytes, out var json) ? json : null;
        RetryAfter = RetryDelay.ReadRetryAfter(response.Headers, receivedAt);
    }

    public int Status => (int)_response.StatusCode;

    public bool IsSuccess => _response.IsSuccessStatusCode;

    public TimeSpan? RetryAfter { get; }

    /// <summary>The body as JSON; undefined when it is not JSON.</summary>
    public JsonElement Root => _json?.RootElement ?? default;

    public bool IsJson => _json is not null;

    public ReadOnlyMemory<byte> Raw => _body.Bytes;

    public string? Header(string? name) =>
        name is not null && _response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    /// <summary>What the call cost, from a header.</summary>
    public decimal? HeaderCharge(string name) => JsonReader.ParseCharge(Header(name));

    /// <summary>The headers with redacted secrets.</summary>
    public string LoggedHeaders => HeaderRedactor.Format(_response);

    public string? ContentType => _response.Content.Headers.ContentType?.MediaType;

    public void Dispose()
    {
        _json?.Dispose();
        _body.Dispose();
        _response.Dispose();
    }
}
