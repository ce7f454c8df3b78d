using System.Text.Json;

namespace Reve.Emulator;

/// <summary>A run that was accepted: whose app, on what, for how much.</summary>
internal sealed record InferenceRun(int Sequence, string App, JsonElement Input, decimal Price, string Webhook);
