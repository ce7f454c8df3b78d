using System.Collections.Generic;
using System.IO;
using System.Linq;
using System;
using Reve.Providers;

namespace Reve;

/// <summary>An image that came out, with all that is known of the call that made it.</summary>
public sealed record ReveImage
{
    private readonly byte[]? _held;

    /// <summary>The address of the image, exactly as the provider wrote it; null when there is none.</summary>
    public string? Url { get; init; }

    // Not public: a property would put the bytes into the JSON that a serializer writes for a result.
    internal byte[]? Bytes
    {
        get => _held ?? (File.Exists(FullName) ? File.ReadAllBytes(FullName!) : null);
        init => _held = value;
    }

    /// <summary>
    /// What the provider says it charged. Where one call made several images, the whole is on the first.
    /// </summary>
    public ReveUsage? Usage { get; init; }

    /// <summary>The full name of the file the image was saved to; null when it was not saved.</summary>
    public string? FullName { get; init; }

    /// <summary>The media type, by the image's first bytes.</summary>
    public string? ContentType { get; init; }

    /// <summary>The width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>The height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>The number of bytes.</summary>
    public long? Length { get; init; }

    /// <summary>The prompt, as it was sent.</summary>
    public required string Prompt { get; init; }

    /// <summary>What was done.</summary>
    public required ReveOperation Operation { get; init; }

    /// <summary>Who did it.</summary>
    public required string Provider { get; init; }

    /// <summary>The model that was asked.</summary>
    public required string Model { get; init; }

    /// <summary>The ratio that was asked for; null when the provider chose.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The provider's id of the call.</summary>
    public string? RequestId { get; init; }

    /// <summary>Whether the provider flagged the image; null when it did not tell.</summary>
    public bool? ContentViolation { get; init; }

    /// <summary>The prompt as the provider rewrote it, where it tells.</summary>
    public string? RevisedPrompt { get; init; }

    /// <summary>The images that went in, by name.</summary>
    /// <remarks>Lists are arrays underneath: PowerShell cannot index anything else that is read-only.</remarks>
    public IReadOnlyList<string> Sources { get; init => field = value.ToArray(); } = [];

    /// <summary>How often the call was sent before it succeeded.</summary>
    public int Attempts { get; init; }

    /// <summary>How long the call waited between its attempts.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>How long it took, from the first attempt until the image was here.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>When the image was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The place of the request among those of its run, from 0.</summary>
    public int Index { get; init; }

    /// <summary>Whether an earlier run paid for it, and nothing was sent for it in this one.</summary>
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
    /// Two results are equal only when they are the same one; images are not compared byte by byte.
    /// </summary>
    public bool Equals(ReveImage? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
