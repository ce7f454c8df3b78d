using System.Collections.Generic;
using System.Linq;
using System;

namespace Reve;

/// <summary>A remote task. Once it has an id it is queried, and never sent again.</summary>
public sealed record ReveTask
{
    private const int MaximumErrorLength = 2000;

    /// <summary>The id, which gives access to the task from any machine.</summary>
    public required string Id { get; init; }

    /// <summary>The provider that runs it.</summary>
    public required string Provider { get; init; }

    /// <summary>The base address that it was submitted to; null when it is only known by its id.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>The addresses that the provider returned for the task; null when its id is enough.</summary>
    public ReveTaskLinks? Links { get; init; }

    /// <summary>The status.</summary>
    public ReveTaskStatus Status { get; init; }

    /// <summary>The status as text.</summary>
    public string Stage => Status switch
    {
        ReveTaskStatus.SettingUp => "setting up",
        _ => Status.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether it is completed, failed or cancelled.</summary>
    public bool IsOver => Status is ReveTaskStatus.Completed or ReveTaskStatus.Failed or ReveTaskStatus.Cancelled;

    /// <summary>The output, under the provider's names.</summary>
    public IReadOnlyDictionary<string, object?>? Output { get; init; }

    /// <summary>The URLs of the generated images.</summary>
    public IReadOnlyList<string> Urls { get; init => field = value.ToArray(); } = [];

    /// <summary>The generated images, when more is known of them than their URLs.</summary>
    internal IReadOnlyList<GeneratedImage> Images { get; init; } = [];

    /// <summary>Why it failed; null when only <see cref="Error"/> says so.</summary>
    internal TaskFailure? Failure { get; init; }

    /// <summary>The provider's error message, on one line.</summary>
    public string? Error { get; init => field = DisplayText.OfNullable(value, MaximumErrorLength); }

    /// <summary>What the provider says it charged.</summary>
    public ReveUsage? Usage { get; init; }

    /// <summary>The time at which it was accepted.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>The time of its last change.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The prompt; null when the task is only known by its id.</summary>
    public string? Prompt { get; init; }

    /// <summary>The operation.</summary>
    public ReveOperation Operation { get; init; }

    /// <summary>The model.</summary>
    public string? Model { get; init; }

    /// <summary>The specified aspect ratio.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The names of the input images.</summary>
    public IReadOnlyList<string> Sources { get; init => field = value.ToArray(); } = [];

    /// <summary>The number of requested images; 1 when the task is only known by its id.</summary>
    internal int Count { get; init; } = 1;

    /// <summary>The position of the request in its run, starting at 0.</summary>
    public int Index { get; init; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
