using System;

namespace Reve;

/// <summary>A notice from a running job, or the end of a job.</summary>
/// <param name="Job">The job.</param>
public sealed record BatchEvent<TJob, TResult>(TJob Job)
{
    /// <summary>The notice; null at the end of the job.</summary>
    public ReveNotice? Notice { get; init; }

    /// <summary>Whether the job completed with <see cref="Result"/>.</summary>
    public bool HasResult { get; init; }

    /// <summary>The result of a job that completed.</summary>
    public TResult? Result { get; init; }

    /// <summary>The error of a job that failed.</summary>
    public Exception? Error { get; init; }

    internal long Position { get; init; }
}
