using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using Reve.Json;

namespace Reve.Http;

/// <summary>A whole answer: its status, its headers, and its body as JSON where it is JSON.</summary>
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

    /// <summary>The body's JSON; undefined when the body is something else.</summary>
    public JsonElement Root => _json?.RootElement ?? default;

    public bool IsJson => _json is not null;

    public ReadOnlyMemory<byte> Raw => _body.Bytes;

    public string? Header(string? name) =>
        name is not null && _response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    public decimal? HeaderNumber(string name) =>
        decimal.TryParse(Header(name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;

    /// <summary>The headers, with what is secret in them masked.</summary>
    public string LoggedHeaders => Http.LoggedHeaders.Of(_response);

    public string? Location => _response.Headers.Location?.OriginalString;

    public string? ContentType => _response.Content.Headers.ContentType?.MediaType;

    public void Dispose()
    {
        _json?.Dispose();
        _body.Dispose();
        _response.Dispose();
    }
}
