using System;
using System.Threading;
using System.Threading.Tasks;

namespace Reve;

/// <summary>Runs one job of a batch.</summary>
/// <param name="job">The job.</param>
/// <param name="notify">Receives notices while the job runs.</param>
/// <param name="cancellation">Cancels the job.</param>
public delegate Task<TResult> JobRunner<in TJob, TResult>(
    TJob job, Action<ReveNotice>? notify, CancellationToken cancellation);
