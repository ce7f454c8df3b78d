using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>An answer before it is sent, and what it costs.</summary>
internal sealed record Reply(int Status, byte[] Body, string ContentType)
{
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public Charge? Charge { get; init; }

    public static Reply Json(int status, JsonNode body) =>
        new(status, JsonSerializer.SerializeToUtf8Bytes(body), "application/json");
}
