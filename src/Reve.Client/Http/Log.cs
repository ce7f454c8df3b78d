using System;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Reve.Http;

/// <summary>
/// What is told of the traffic: a line an attempt for everyone, the whole exchange, masked, for debugging.
/// </summary>
internal static class Log
{
    private const int LongestText = 2048;
    private const int LongestWord = 128;

    private static readonly Regex s_base64 = new(@"^""[A-Za-z0-9+/\\]+=*""$", RegexOptions.CultureInvariant);

    public static void Attempt(
        Action<ReveNoticeLevel, string> notify, HttpCall call, Uri address, int number, Attempt attempt, string? id,
        ApiKey? key)
    {
        var what = call.Model is { } model ? $" {model}" : "";
        var size = (call.Body?.Length ?? call.File?.Length) is { } length ? $" {length} bytes" : "";
        var named = id is null ? "" : $", id {id}";
        Tell(ReveNoticeLevel.Verbose,
            $"{call.Method} {address.Host}{address.AbsolutePath}{what}{size}, attempt {number}: {End(attempt)}{named} "
            + $"in {(long)attempt.Took.TotalMilliseconds} ms");

        Tell(ReveNoticeLevel.Debug, "sent headers " + attempt.SentHeaders);
        if (call.Body is { } sent) Tell(ReveNoticeLevel.Debug, "sent " + Readable(sent));
        if (attempt.Response is not { } answer) return;
        Tell(ReveNoticeLevel.Debug, "received headers " + answer.LoggedHeaders);
        Tell(ReveNoticeLevel.Debug, "received " + Readable(answer));

        void Tell(ReveNoticeLevel level, string words) => notify(level, SecretRedactor.Hide(words, key)!);
    }

    private static string End(Attempt attempt) => attempt switch
    {
        { Response: { } answer } => string.Format(
            CultureInfo.InvariantCulture, "{0}, {1} bytes", answer.Status, answer.Raw.Length),
        { Outcome: Outcome.Barred } => "barred by the proxy",
        { TimedOut: true } => "out of time",
        { Outcome: Outcome.NeverLeft } => "not connected",
        _ => "broken off",
    };

    private static string Readable(JsonBody body)
    {
        var text = new StringBuilder();
        var from = 0;
        foreach (var mark in body.Marks)
        {
            text.Append(Encoding.UTF8.GetString(body.Json, from, mark.Offset - from));
            text.Append('(').Append(mark.Input.Length).Append(" bytes)");
            from = mark.Offset;
        }

        return text.Append(Encoding.UTF8.GetString(body.Json, from, body.Json.Length - from)).ToString();
    }

    private static string Readable(JsonResponse answer)
    {
        if (!answer.IsJson) return $"{answer.ContentType ?? "no content type"} ({answer.Raw.Length} bytes)";
        var text = new StringBuilder();
        Append(text, answer.Root);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var before = "{";
                foreach (var field in value.EnumerateObject())
                {
                    text.Append(before).Append('"').Append(field.Name).Append("\":");
                    Append(text, field.Value);
                    before = ",";
                }

                text.Append(before == "{" ? "{}" : "}");
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
                var raw = value.GetRawText();
                var isLong = raw.Length > LongestText || IsBase64(raw);
                text.Append(isLong ? $"\"({raw.Length} characters)\"" : raw);
                break;
        }
    }

    /// <summary>
    /// Whether it is an image, or might be one: so long a text, with nothing in it that base64 lacks.
    /// </summary>
    private static bool IsBase64(string json) => json.StartsWith("\"data:", StringComparison.Ordinal)
        || (json.Length > LongestWord && s_base64.IsMatch(json));
}
