using System;
using System.Collections.Generic;
using System.Linq;

namespace Reve;

/// <summary>A paid call, as the journal of its output folder describes it.</summary>
public sealed record ReveCall
{
    /// <summary>The id of the call in the journal.</summary>
    public required string Id { get; init; }

    /// <summary>The full name of the output folder.</summary>
    public required string Folder { get; init; }

    /// <summary>How far the call came.</summary>
    public required ReveCallStage Stage { get; init; }

    /// <summary>
    /// How the call ended. A call is <see cref="OutcomeKind.Unknown"/> when it may have been charged and has neither an
    /// image nor a task.
    /// </summary>
    public required OutcomeKind Outcome { get; init; }

    /// <summary>Whether the call was charged.</summary>
    public required Billing Billing { get; init; }

    /// <summary>The id of the error that ended the call; null for none.</summary>
    public string? Error { get; init; }

    /// <summary>The prompt; null when its line in the journal cannot be read.</summary>
    public string? Prompt { get; init; }

    /// <summary>The operation.</summary>
    public ReveOperation Operation { get; init; }

    /// <summary>The provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The specified aspect ratio; null for the provider's default.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The specified options, under the names of their parameters.</summary>
    public IReadOnlyDictionary<string, object> Options { get; init; } = new Dictionary<string, object>();

    /// <summary>The additional fields of the request body; null for none.</summary>
    public IReadOnlyDictionary<string, object?>? AdditionalBody { get; init; }

    /// <summary>The names of the input images.</summary>
    public IReadOnlyList<string> Sources { get; init => field = value.ToArray(); } = [];

    /// <summary>The images of the response. Those that were saved have a FullName.</summary>
    public IReadOnlyList<ReveImage> Images { get; init => field = value.ToArray(); } = [];

    /// <summary>The full name of the first saved image; null when none was saved.</summary>
    public string? FullName => Images.Select(image => image.FullName).FirstOrDefault(name => name is not null);

    /// <summary>The URL of the first image; null when it came in the response.</summary>
    public string? Url => Images.Select(image => image.Url).FirstOrDefault(url => url is not null);

    /// <summary>What the provider says it charged.</summary>
    public ReveUsage? Usage { get; init; }

    /// <summary>The provider's id of the call.</summary>
    public string? RequestId { get; init; }

    /// <summary>The id that the client gave the call.</summary>
    public string? ClientRequestId { get; init; }

    /// <summary>The id of the task.</summary>
    public string? TaskId { get; init; }

    /// <summary>The file that keeps a response that cannot be read.</summary>
    public string? ResponseFile { get; init; }

    /// <summary>The number of times that the call was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>The time of the first attempt; null when its line in the journal cannot be read.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>
    /// The time at which the images were generated, or at which the last attempt started or ended. It is never before
    /// <see cref="StartedAt"/>, also when the clock was set back during the call.
    /// </summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The position of the request in its run, starting at 0.</summary>
    public int Index { get; init; }

    /// <summary>The prompt and the outcome.</summary>
    public override string ToString() => $"{Outcome}: {Prompt ?? Id}";
}
