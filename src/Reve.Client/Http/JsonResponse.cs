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
    private readonly ResponseBody _body;
    private readonly JsonDocument? _json;

    public JsonResponse(HttpResponseMessage response, ResponseBody body, DateTimeOffset receivedAt)
    {
        _response = response;
        _body = body;
        _json = JsonReader.TryParse(body.Json, out var json) ? json : null;
        RetryAfter = RetryDelay.ReadRetryAfter(response.Headers, receivedAt);
    }

    public int Status => (int)_response.StatusCode;

    public bool IsSuccess => _response.IsSuccessStatusCode;

    public TimeSpan? RetryAfter { get; }

    /// <summary>
    /// The body as JSON; undefined when it is not JSON. Large images are replaced by placeholders, which are small
    /// images. The result of the parser gets the images that they stand for.
    /// </summary>
    public JsonElement Root => _json?.RootElement ?? default;

    public bool IsJson => _json is not null;

    /// <summary>
    /// Whether the body begins like JSON and is not JSON. HTTP does not detect all bodies that end in the middle.
    /// </summary>
    public bool IsTruncated => !IsJson && FirstCharacter is ((byte)'{' or (byte)'[');

    /// <summary>The body, with placeholders in place of the images that were taken out of it.</summary>
    public ReadOnlyMemory<byte> Raw => _body.Json;

    /// <summary>The whole body, as it arrived.</summary>
    public ResponseBody Body => _body;

    /// <summary>The number of bytes of the whole body.</summary>
    public long Length => _body.Length;

    private byte FirstCharacter
    {
        get
        {
            foreach (var character in Raw.Span)
            {
                if (character is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return character;
            }

            return 0;
        }
    }

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
