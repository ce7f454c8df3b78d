using System;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>A request that was accepted as a task.</summary>
/// <param name="Sequence">The number of the request.</param>
/// <param name="Provider">The provider.</param>
/// <param name="Id">The id of the task.</param>
/// <param name="Model">The model.</param>
/// <param name="Input">The input of the request.</param>
/// <param name="Price">The charge when the task completes.</param>
/// <param name="Unit">The unit of the charge.</param>
internal sealed record TaskOrder(
    int Sequence, string Provider, string Id, string Model, JsonElement Input, decimal Price, string Unit)
{
    /// <summary>The id that the client gave the call.</summary>
    public string? ClientRequestId { get; init; }

    /// <summary>Whether the prompt violates the content policy.</summary>
    public bool IsForbidden { get; init; }

    /// <summary>The address that receives the task when it has ended; empty for none.</summary>
    public string Webhook { get; init; } = "";

    /// <summary>Creates the output of the completed task, in the form of the provider.</summary>
    public required Func<TaskScript, JsonObject> CreateOutput { get; init; }

    /// <summary>Creates the body of the webhook, in the form of the provider.</summary>
    public Func<TaskView, JsonNode>? CreateWebhook { get; init; }
}
