using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>An answer before it is sent, and what it costs.</summary>
internal sealed record Reply(int Status, byte[] Body, string ContentType)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public Charge? Charge { get; init; }

    /// <summary>Whether it starts what is charged when it is done: it takes as long as a paid call.</summary>
    public bool IsChargedLater { get; init; }

    /// <summary>The body as it comes about, instead of one that is there; null breaks the connection.</summary>
    public IAsyncEnumerable<byte[]?>? Chunks { get; init; }

    public static Reply Json(int status, JsonNode body) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(body), "application/json");
}
