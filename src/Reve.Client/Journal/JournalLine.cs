using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text;
using System;
using Reve.Json;

namespace Reve.Journal;

/// <summary>How each step of a call is written down, a line of JSON each.</summary>
internal static class JournalLine
{
    public const string Started = "started";
    public const string Received = "received";
    public const string Saved = "saved";
    public const string Failed = "failed";
    public const string Unknown = "unknown";

    // Prompts stay readable; a line is only ever read as JSON.
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string OfStart(JournalEntry entry, DateTimeOffset at) => Write(Started, entry.Call, at, json =>
    {
        var request = entry.Request;
        json.WriteString("item", entry.Item);
        json.WriteNumber("copy", entry.Copy);
        json.WriteNumber("index", request.Request.Index);
        json.WriteString("provider", entry.Provider.Name);
        json.WriteString("operation", request.Operation.Operation.ToString());
        json.WriteString("model", request.Model);
        json.WriteString("prompt", request.Prompt);
        if (request.Request.AspectRatio is { } ratio) json.WriteString("aspectRatio", ratio);
        json.WriteStartObject("options");
        foreach (var option in Fingerprint.OptionsOf(request.Request))
        {
            json.WritePropertyName(option.Key.ToString());
            JsonValueWriter.Write(json, option.Value, option.Key.ToString());
        }

        json.WriteEndObject();
        json.WriteStartArray("inputs");
        foreach (var input in request.Inputs) json.WriteStringValue(input.Name);
        json.WriteEndArray();
    });

    public static string OfTask(string call, ReveTask task, DateTimeOffset at) =>
        Write(Received, call, at, json => json.WriteString("task", task.Id));

    /// <param name="call">The call.</param>
    /// <param name="answer">What came.</param>
    /// <param name="parts">The parts on disk that hold what came as bytes.</param>
    /// <param name="at">When.</param>
    public static string OfResponse(string call, ProviderResponse answer, IReadOnlyList<string?> parts, DateTimeOffset at) =>
        Write(Received, call, answer.CreatedAt ?? at, json =>
        {
            Optional(json, "requestId", answer.RequestId);
            WriteUsage(json, answer.Usage);
            json.WriteStartArray("images");
            for (var place = 0; place < answer.Images.Count; place++)
            {
                WriteImage(json, answer.Images[place], parts[place]);
            }

            json.WriteEndArray();
        });

    public static string OfSave(string call, int place, ReveImage image, string hash, DateTimeOffset at) =>
        Write(Saved, call, at, json =>
        {
            json.WriteNumber("place", place);
            json.WriteString("name", Path.GetFileName(image.FullName));
            json.WriteNumber("length", image.Length ?? 0);
            json.WriteString("hash", hash);
        });

    public static string OfEnd(string happened, string call, CallOutcome end, DateTimeOffset at) =>
        Write(happened, call, at, json =>
        {
            json.WriteString("error", end.ErrorKind.ToString());
            Optional(json, "requestId", end.RequestId);
            Optional(json, "clientRequestId", end.ClientRequestId);
            Optional(json, "responseFile", end.ResponseFile);
            WriteUsage(json, end.Usage);
        });

    public static DateTimeOffset? Time(JsonElement line, string name) =>
        DateTimeOffset.TryParse(line.Text(name), CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;

    public static ReveUsage? Usage(JsonElement line)
    {
        if (line.Get("usage") is not { ValueKind: JsonValueKind.Object } usage) return null;
        var details = new Dictionary<string, object>();
        if (usage.Get("details") is { ValueKind: JsonValueKind.Object } told)
        {
            foreach (var detail in told.EnumerateObject())
            {
                details[detail.Name] = detail.Value.TryGetDecimal(out var number) ? number : detail.Value.ToString();
            }
        }

        return new ReveUsage
        {
            Amount = usage.Number("amount"),
            Unit = usage.Text("unit"),
            Remaining = usage.Number("remaining"),
            Details = details,
        };
    }

    private static void WriteImage(Utf8JsonWriter json, GeneratedImage image, string? part)
    {
        json.WriteStartObject();
        Optional(json, "url", image.Url);
        Optional(json, "part", part);
        Optional(json, "requestId", image.RequestId);
        Optional(json, "revisedPrompt", image.RevisedPrompt);
        if (image.ContentViolation is { } flagged) json.WriteBoolean("contentViolation", flagged);
        json.WriteEndObject();
    }

    private static void WriteUsage(Utf8JsonWriter json, ReveUsage? usage)
    {
        if (usage is null) return;
        json.WriteStartObject("usage");
        if (usage.Amount is { } amount) json.WriteNumber("amount", amount);
        Optional(json, "unit", usage.Unit);
        if (usage.Remaining is { } remaining) json.WriteNumber("remaining", remaining);
        if (usage.Details.Count > 0)
        {
            json.WriteStartObject("details");
            foreach (var detail in usage.Details)
            {
                json.WritePropertyName(detail.Key);
                JsonValueWriter.Write(json, detail.Value, detail.Key);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    private static string Write(string happened, string call, DateTimeOffset at, Action<Utf8JsonWriter> write)
    {
        using var text = new MemoryStream();
        using (var json = new Utf8JsonWriter(text, s_plain))
        {
            json.WriteStartObject();
            json.WriteString("event", happened);
            json.WriteString("call", call);
            json.WriteString("at", at);
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.ToArray());
    }
}
