using System;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Reve.Json;
using Reve.Threading;

namespace Reve.Http;

/// <summary>Writes requests and responses to the notices, without secrets and without images.</summary>
/// <param name="notify">Receives the notices.</param>
/// <param name="key">The key, which is redacted.</param>
/// <param name="lowest">The least important notices that are written; null for none.</param>
internal sealed class HttpLog(
    Action<ReveNoticeLevel, string> notify, ApiKey? key, ReveNoticeLevel? lowest = ReveNoticeLevel.Debug)
{
    private const string Mask = "********";
    private const int LongestText = 2048;
    private const int LongestWord = 128;

    /// <summary>The query of an address: it can have a signature, which gives access like a key.</summary>
    private static readonly Regex s_query = new(
        @"(?<=\bhttps?:(?:\\?/){2}[^\s""?#;,]{1,1000}\?)[^\s""]+", RegexOptions.CultureInvariant,
        TimeSpan.FromSeconds(1));

    private static readonly Regex s_base64 = new(@"^""[A-Za-z0-9+/\\]+=*""$", RegexOptions.CultureInvariant);

    /// <summary>
    /// Writes one line at the verbose level, and headers and bodies at the debug level. It never throws, because the
    /// result of a paid call must not depend on the log.
    /// </summary>
    public void Write(HttpCall call, Uri address, int attempt, HttpExchange exchange, string? requestId)
    {
        try
        {
            WriteLines(call, address, attempt, exchange, requestId);
        }
        catch (Exception)
        {
            // The rest of the lines is missing.
        }
    }

    /// <summary>Waits before the next attempt.</summary>
    public Task DelayAsync(TimeSpan delay, int attempt, Clock clock, CancellationToken cancellation)
    {
        if (Includes(ReveNoticeLevel.Verbose))
        {
            var seconds = delay.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
            notify(ReveNoticeLevel.Verbose, $"waiting {seconds} s before attempt {attempt}");
        }

        return clock.Delay(delay, cancellation);
    }

    private bool Includes(ReveNoticeLevel level) => level >= lowest;

    private void WriteLines(HttpCall call, Uri address, int attempt, HttpExchange exchange, string? requestId)
    {
        if (!Includes(ReveNoticeLevel.Verbose)) return;
        var model = call.Model is { } name ? $" {name}" : "";
        var size = (call.Body?.Length ?? call.File?.Length) is { } length ? $" {length} bytes" : "";
        var id = requestId is null ? "" : $", id {requestId}";
        Notify(ReveNoticeLevel.Verbose,
            $"{call.Method} {address.Host}{address.AbsolutePath}{model}{size}, attempt {attempt}: {ResultOf(exchange)}"
            + $"{id} in {(long)exchange.Elapsed.TotalMilliseconds} ms");

        if (!Includes(ReveNoticeLevel.Debug)) return;
        NotifyDetail("sent headers " + exchange.SentHeaders);
        if (call.Body is { } sent) NotifyDetail("sent " + Format(sent));
        if (exchange.Response is not { } response) return;
        NotifyDetail("received headers " + response.LoggedHeaders);
        NotifyDetail("received " + Format(response));
    }

    private void NotifyDetail(string message) => Notify(ReveNoticeLevel.Debug, s_query.Replace(message, Mask));

    private void Notify(ReveNoticeLevel level, string message) => notify(level, SecretRedactor.Redact(message, key)!);

    private static string ResultOf(HttpExchange exchange) => exchange switch
    {
        { Response: { } response } => string.Format(
            CultureInfo.InvariantCulture, "{0}, {1} bytes", response.Status, response.Length),
        { Phase: ExchangePhase.RefusedByProxy } => "refused by the proxy",
        { TimedOut: true } => "timeout",
        { Phase: ExchangePhase.NotSent } => "not connected",
        _ => "connection lost",
    };

    private static string Format(JsonBody body)
    {
        var text = new StringBuilder();
        var start = 0;
        foreach (var placeholder in body.Placeholders)
        {
            text.Append(Encoding.UTF8.GetString(body.Json, start, placeholder.Offset - start));
            text.Append('(').Append(placeholder.Input.Length).Append(" bytes)");
            start = placeholder.Offset;
        }

        return text.Append(Encoding.UTF8.GetString(body.Json, start, body.Json.Length - start)).ToString();
    }

    private string Format(JsonResponse response)
    {
        if (!response.IsJson) return $"{response.ContentType ?? "no content type"} ({response.Length} bytes)";
        var text = new StringBuilder();
        Append(text, response.Root);
        return text.ToString();
    }

    private void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var separator = "{";
                foreach (var field in value.Fields())
                {
                    text.Append(separator).Append(Quote(field.Key)).Append(':');
                    Append(text, field.Value);
                    separator = ",";
                }

                text.Append(separator == "{" ? "{}" : "}");
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    if (text[text.Length - 1] != '[') text.Append(',');
                    Append(text, item);
                }

                text.Append(']');
                break;
            default:
                var raw = value.StringValue() is { } content
                    ? Quote(content)
                    : value.RawText() ?? "\"(not well-formed)\"";
                var isLong = raw.Length > LongestText || IsBase64(raw);
                text.Append(isLong ? $"\"({raw.Length} characters)\"" : raw);
                break;
        }
    }

    /// <summary>Redacts before the text is escaped: a host can escape the key in many ways.</summary>
    private string Quote(string value)
    {
        var shown = value.Length > LongestText ? value : SecretRedactor.Redact(value, key)!;
        return $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(shown)}\"";
    }

    private static bool IsBase64(string json) => json.StartsWith("\"data:", StringComparison.Ordinal)
        || (json.Length > LongestWord && s_base64.IsMatch(json));
}
