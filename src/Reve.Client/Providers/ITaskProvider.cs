using System;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Providers;

/// <summary>A provider that accepts calls as tasks, and reports their progress.</summary>
internal interface ITaskProvider
{
    /// <summary>Gets the state of a task.</summary>
    /// <param name="task">The task.</param>
    /// <param name="session">The session.</param>
    /// <param name="timeout">The time for a single attempt; null for the timeout and the retries of the policy.</param>
    /// <param name="cancellation">Cancels the request.</param>
    Task<ReveTask> GetTaskAsync(
        ReveTask task, ProviderSession session, TimeSpan? timeout, CancellationToken cancellation);

    /// <summary>Cancels a task. A task that has ended already stays as it is.</summary>
    /// <param name="task">The task.</param>
    /// <param name="session">The session.</param>
    /// <param name="timeout">The time for a single attempt; null for the timeout and the retries of the policy.</param>
    /// <param name="cancellation">Cancels the request.</param>
    Task CancelTaskAsync(
        ReveTask task, ProviderSession session, TimeSpan? timeout, CancellationToken cancellation);

    /// <summary>Follows a task until it ends.</summary>
    Task<ReveTask> FollowTaskAsync(ReveTask task, ProviderSession session, CancellationToken cancellation);

    /// <summary>Reads the body of a webhook; null when it contains no task.</summary>
    ReveTask? ReadWebhook(string body);
}
