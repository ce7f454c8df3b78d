using System;
using System.Collections.Generic;

namespace Reve;

/// <summary>Something that happened to a job: a notice on its way, or its end.</summary>
/// <param name="Job">The job.</param>
public sealed record BatchEvent(ReveJob Job)
{
    /// <summary>Something worth telling; null at the job's end.</summary>
    public ReveNotice? Notice { get; init; }

    /// <summary>What became of the job.</summary>
    public IReadOnlyList<ReveResult> Results { get; init; } = [];

    /// <summary>A failure that nobody foresaw.</summary>
    public Exception? Failure { get; init; }

    internal long Place { get; init; }
}
