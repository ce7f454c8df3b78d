using System.Collections.Generic;
using System.Linq;
using System;
using Reve.Providers;

namespace Reve;

/// <summary>A remote task: from the moment it has an id it is asked after, and never sent again.</summary>
public sealed record ReveTask
{
    /// <summary>The id by which it can be picked up from anywhere.</summary>
    public required string Id { get; init; }

    /// <summary>Who runs it.</summary>
    public required string Provider { get; init; }

    /// <summary>Where it stands.</summary>
    public ReveTaskStatus Status { get; init; }

    /// <summary>Where it stands, in words.</summary>
    public string Stage => Status switch
    {
        ReveTaskStatus.SettingUp => "setting up",
        _ => Status.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether it is completed, failed or cancelled.</summary>
    public bool IsOver => Status is ReveTaskStatus.Completed or ReveTaskStatus.Failed or ReveTaskStatus.Cancelled;

    /// <summary>What came out, under the provider's own names.</summary>
    public IReadOnlyDictionary<string, object?>? Output { get; init; }

    /// <summary>The addresses of the images that came out.</summary>
    public IReadOnlyList<string> Urls { get; init => field = value.ToArray(); } = [];

    /// <summary>Why it failed, in the provider's words.</summary>
    public string? Error { get; init; }

    /// <summary>What was charged, as far as the provider tells.</summary>
    public ReveUsage? Usage { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The prompt, where it is known: a task picked up by its id does not tell.</summary>
    public string? Prompt { get; init; }

    /// <summary>What is done.</summary>
    public ReveOperation Operation { get; init; }

    /// <summary>The app that runs.</summary>
    public string? Model { get; init; }

    /// <summary>The ratio that was asked for.</summary>
    public string? AspectRatio { get; init; }

    /// <summary>The images that went in, by name.</summary>
    public IReadOnlyList<string> Sources { get; init => field = value.ToArray(); } = [];

    /// <summary>The place of its request among those of its run, from 0.</summary>
    public int Index { get; init; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
