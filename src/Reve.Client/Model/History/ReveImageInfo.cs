using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>What is known about an image file and about how it was generated.</summary>
public sealed record ReveImageInfo
{
    /// <summary>The full name of the file; null for an image in memory.</summary>
    public string? FullName { get; init; }

    /// <summary>The media type, detected from the first bytes.</summary>
    public required string ContentType { get; init; }

    /// <summary>The width in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>The height in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>The number of bytes.</summary>
    public long Length { get; init; }

    /// <summary>The part that a truncated file lacks; null when none is known to be missing.</summary>
    public string? MissingPart { get; init; }

    /// <summary>The prompt; null when it is not known how the image was generated.</summary>
    public string? Prompt { get; init; }

    /// <summary>The operation.</summary>
    public ReveOperation? Operation { get; init; }

    /// <summary>The provider.</summary>
    public string? Provider { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The specified aspect ratio; null for the provider's default.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The specified options, under the names of their parameters.</summary>
    public IReadOnlyDictionary<string, object> Options { get; init; } = new Dictionary<string, object>();

    /// <summary>The additional fields of the request body; null for none.</summary>
    public IReadOnlyDictionary<string, object?>? AdditionalBody { get; init; }

    /// <summary>The names of the input images. Those embedded in a file have no folder.</summary>
    public IReadOnlyList<string> Sources { get; init => field = value.ToArray(); } = [];

    /// <summary>The provider's id of the call.</summary>
    public string? RequestId { get; init; }

    /// <summary>The prompt as the provider rewrote it, when it reports this.</summary>
    public string? RevisedPrompt { get; init; }

    /// <summary>Whether the provider flagged the image; null when it does not report this.</summary>
    public bool? ContentViolation { get; init; }

    /// <summary>What the provider says it charged.</summary>
    public ReveUsage? Usage { get; init; }

    /// <summary>The time at which the image was generated.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The content credentials (C2PA) of the file, which are not verified; null for none.</summary>
    public ContentCredentials? ContentCredentials { get; init; }

    /// <summary>Where the history was found, in the order of precedence; empty when it is not known.</summary>
    public IReadOnlyList<ImageInfoOrigin> Origins { get; init => field = value.ToArray(); } = [];

    /// <summary>Whether the file has another length than the sidecar or the journal recorded.</summary>
    public bool IsChanged { get; init; }

    /// <summary>The file name.</summary>
    public override string ToString() => FullName ?? ContentType;
}
