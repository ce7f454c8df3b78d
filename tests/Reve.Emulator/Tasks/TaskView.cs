using System;
using System.Text.Json.Nodes;

namespace Reve.Emulator;

/// <summary>What is told about a task at one moment.</summary>
internal sealed record TaskView(
    string Id,
    TaskState State,
    JsonNode Input,
    JsonObject? Output,
    string Error,
    DateTimeOffset Created,
    DateTimeOffset Updated)
{
    public bool IsOver => State is TaskState.Completed or TaskState.Failed or TaskState.Cancelled;
}
