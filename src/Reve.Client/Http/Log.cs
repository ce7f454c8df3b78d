using System;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Reve.Http;

/// <summary>
/// What is told of the traffic: a line an attempt for everyone, the whole exchange, masked, for debugging.
/// </summary>
internal static class Log
{
    private const int LongestText = 2048;

    public static void Attempt(
        Action<ReveNoticeLevel, string> notify, WireCall call, Uri address, int number, Attempt attempt, ApiKey? key)
    {
        var what = call.Model is { } model ? $" {model}" : "";
        var size = call.Body is { } body ? $" {body.Length} bytes" : "";
        var line = $"{call.Method} {address.Host}{address.AbsolutePath}{what}{size}, attempt {number}: {End(attempt)} "
            + $"in {(long)attempt.Took.TotalMilliseconds} ms";
        notify(ReveNoticeLevel.Verbose, SecretMask.Hide(line, key)!);

        if (call.Body is { } sent) notify(ReveNoticeLevel.Debug, SecretMask.Hide("sent " + Readable(sent), key)!);
        if (attempt.Answer is { } answer)
        {
            notify(ReveNoticeLevel.Debug, SecretMask.Hide("received " + Readable(answer), key)!);
        }
    }

    private static string End(Attempt attempt) => attempt switch
    {
        { Answer: { } answer } => answer.Status.ToString(CultureInfo.InvariantCulture),
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

    private static string Readable(WireAnswer answer)
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
                text.Append(raw.Length > LongestText ? $"\"({raw.Length} characters)\"" : raw);
                break;
        }
    }
}
