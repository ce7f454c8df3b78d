using System.Text.Json;

namespace Reve.Emulator;

/// <summary>Reads a request's body as the JSON object that every provider's wire expects.</summary>
internal static class JsonBody
{
    /// <summary>What is wrong with the body; null when nothing is.</summary>
    public static string? Read(RecordedRequest request, out JsonElement body)
    {
        body = default;
        if (request.Header("Content-Type")?.Split(';')[0] != "application/json")
        {
            return "Content-Type must be application/json";
        }

        try
        {
            body = JsonSerializer.Deserialize<JsonElement>(request.Body);
        }
        catch (JsonException)
        {
            return "The body is not JSON";
        }

        return body.ValueKind == JsonValueKind.Object ? null : "Expected an object";
    }

    /// <summary>The text of a field; empty when it is not there or no text.</summary>
    public static string TextOf(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
