namespace Reve.Emulator;

/// <summary>A line of the bill: what was charged, and for which request.</summary>
public sealed record Charge(
    int Sequence, string Provider, string Model, decimal Amount, string Unit,
    string RequestId, string? ClientRequestId);
