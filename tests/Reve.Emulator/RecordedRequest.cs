using System.Collections.Generic;

namespace Reve.Emulator;

/// <summary>A request as it came over the socket, byte for byte.</summary>
public sealed class RecordedRequest
{
    /// <summary>Its place among all requests, from 1.</summary>
    public required int Sequence { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>What it was spoken in, such as HTTP/2.</summary>
    public required string Protocol { get; init; }

    /// <summary>The port that it came to.</summary>
    public required int Port { get; init; }

    public byte[] Body { get; internal set; } = [];

    /// <summary>Whether the whole body was received, and what happens to the request is decided.</summary>
    public bool IsComplete { get; internal set; }

    /// <summary>Whether the whole body was received.</summary>
    internal bool HasBody { get; set; }

    /// <summary>Whether the client went away before it had its answer.</summary>
    public bool WasAborted { get; internal set; }

    /// <summary>Whether the answer, or the rest of it, never comes.</summary>
    public bool IsStalled { get; internal set; }

    /// <summary>The status of the answer; 0 when none was sent.</summary>
    public int Status { get; internal set; }

    /// <summary>The provider whose paid call it is; null for any other request.</summary>
    public string? PaidAt { get; internal set; }

    /// <summary>The provider whose task it is about; null for any other request.</summary>
    public string? TaskAt { get; internal set; }

    /// <summary>The id that the client gave the paid call; null for none.</summary>
    public string? ClientId { get; internal set; }

    /// <summary>The body of the answer, as far as it was sent and no fault broke it.</summary>
    public byte[] ReplyBody { get; internal set; } = [];

    public string? Header(string name) => Headers.TryGetValue(name, out var value) ? value : null;
}
