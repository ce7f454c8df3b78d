using System;
using System.Text.Encodings.Web;
using System.Text.Json;
using Reve.Json;

namespace Reve.Journal;

/// <summary>Writes and reads the lines of a journal.</summary>
internal static class JournalJson
{
    // Prompts stay readable. A line is only ever read as JSON, so that it needs no escaping for HTML.
    private static readonly JournalJsonContext s_json = new(new(JournalJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public static byte[] Write(JournalRecord record) =>
        JsonSerializer.SerializeToUtf8Bytes(record, s_json.JournalRecord);

    /// <summary>The record; null when the line is not one that this module has written.</summary>
    public static JournalRecord? Read(ReadOnlyMemory<byte> line) =>
        JsonReader.Read(line, s_json.JournalRecord) is { } record && record.IsValid() ? record : null;
}
