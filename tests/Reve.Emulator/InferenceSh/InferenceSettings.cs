using System.Collections.Generic;

namespace Reve.Emulator;

/// <summary>The generation of inference.sh's API.</summary>
public sealed record InferenceSettings
{
    /// <summary>Settings that a provider could have, for tests with random input.</summary>
    public static IReadOnlyList<InferenceSettings> Variety { get; } =
    [
        new(), new() { Stream = new() { Form = StreamForm.Delta } },
        new() { Stream = new() { Form = StreamForm.Partial } },
        new() { Stream = new() { Form = StreamForm.Event } }, new() { Stream = new() { Start = StreamStart.NotFound } },
        new() { HasStatusText = false }, new() { LateCancel = 400 },
    ];

    public InferenceEnvelope Envelope { get; init; } = InferenceEnvelope.V3;

    public InferenceStatus Status { get; init; }

    public bool HasStatusText { get; init; } = true;

    public InferenceError ErrorShape { get; init; }

    /// <summary>The status of a cancel that comes too late.</summary>
    public int LateCancel { get; init; } = 409;

    /// <summary>Whether a webhook's body has the task under data, beside event and timestamp.</summary>
    public bool IsWebhookWrapped { get; init; }

    public StreamSettings Stream { get; init; } = new();
}
