using System.Collections.Generic;
using System.IO;
using System.Linq;
using System;

namespace Reve;

/// <summary>A generated image, with the details of the call that generated it.</summary>
public sealed record ReveImage
{
    private static readonly Dictionary<string, object> s_noOptions = [];

    private readonly byte[]? _held;

    /// <summary>The URL of the image; null when the image was in the response.</summary>
    public string? Url { get; init; }

    // Not public: a property would put the bytes into the JSON that a serializer writes for a result.
    internal byte[]? Bytes
    {
        get => _held ?? (File.Exists(FullName) ? File.ReadAllBytes(FullName!) : null);
        init => _held = value;
    }

    /// <summary>
    /// What the provider says it charged. When a call generated several images, the first has the whole usage.
    /// </summary>
    public ReveUsage? Usage { get; init; }

    /// <summary>The full name of the file the image was saved to; null when it was not saved.</summary>
    public string? FullName { get; init; }

    /// <summary>The media type, detected from the first bytes.</summary>
    public string? ContentType { get; init; }

    /// <summary>The width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>The height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>The number of bytes.</summary>
    public long? Length { get; init; }

    /// <summary>The prompt, as it was sent.</summary>
    public required string Prompt { get; init; }

    /// <summary>The operation.</summary>
    public required ReveOperation Operation { get; init; }

    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The requested model.</summary>
    public required string Model { get; init; }

    /// <summary>The specified aspect ratio; null for the provider's default.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The specified options, under the names of their parameters.</summary>
    public IReadOnlyDictionary<string, object> Options { get; init; } = s_noOptions;

    /// <summary>The additional fields of the request body; null for none.</summary>
    public IReadOnlyDictionary<string, object?>? AdditionalBody { get; init; }

    /// <summary>The provider's id of the call.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether the provider flagged the image; null when it does not report this.</summary>
    public bool? ContentViolation { get; init; }

    /// <summary>The prompt as the provider rewrote it, when it reports this.</summary>
    public string? RevisedPrompt { get; init; }

    /// <summary>The names of the input images.</summary>
    /// <remarks>Lists are arrays, because PowerShell cannot index other read-only lists.</remarks>
    public IReadOnlyList<string> Sources { get; init => field = value.ToArray(); } = [];

    /// <summary>The number of times that the call was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>How long the call waited between its attempts.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>The duration of the job, from its start until the image was delivered.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The time at which the image was generated.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The position of the request in its run, starting at 0.</summary>
    public int Index { get; init; }

    /// <summary>Whether an earlier run paid for the image, and this run sent no request.</summary>
    public bool Resumed { get; init; }

    /// <summary>
    /// Returns the bytes of the image. Those of a saved image are read from its file each time. Null when the image was
    /// not downloaded or its file does not exist.
    /// </summary>
    public byte[]? ReadBytes() => Bytes;

    /// <summary>Returns a copy of the result that holds the bytes of the image.</summary>
    public ReveImage WithBytes(byte[]? bytes) => this with { Bytes = bytes };

    /// <summary>The file name where there is one, else the address.</summary>
    public override string ToString() => FullName ?? Url ?? $"{Provider} {Operation} {Index}";

    /// <summary>
    /// Results are compared by reference, and not byte by byte.
    /// </summary>
    public bool Equals(ReveImage? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
