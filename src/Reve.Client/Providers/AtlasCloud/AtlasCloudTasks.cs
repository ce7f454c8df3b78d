using System;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Providers.AtlasCloud;

/// <summary>Queries the state of tasks. A query is free.</summary>
internal static class AtlasCloudTasks
{
    /// <summary>How long the provider may not find a task that it accepted.</summary>
    public static readonly TimeSpan FreshTime = TimeSpan.FromSeconds(30);

    /// <summary>Queries a task once.</summary>
    /// <returns>The task; null when the response is not the state of a task, such as an HTML page.</returns>
    /// <exception cref="ReveException">There is no such task, or the request failed.</exception>
    public static async Task<ReveTask?> QueryAsync(
        ReveTask task, ProviderSession session, TimeSpan? timeout, CancellationToken cancellation)
    {
        var call = AtlasCloudRequestBuilder.GetTask(task.Id);
        if (timeout is not null) call = call with { Timeout = timeout, RetryCount = 0 };
        using var response = await session.FreeRequests
            .SendAsync(
                call, AtlasCloudErrorParser.ReadTaskError, cancellation, AtlasCloudErrorParser.ReadEmbeddedTaskError)
            .ConfigureAwait(false);
        return AtlasCloudTaskParser.Read(response.Root, task);
    }

    /// <summary>Queries a task. One that was accepted a moment ago exists, even when it is not found yet.</summary>
    /// <exception cref="ReveException">There is no such task, or its state is not available.</exception>
    public static async Task<ReveTask> GetAsync(
        ReveTask task, ProviderSession session, TimeSpan? timeout, CancellationToken cancellation)
    {
        try
        {
            return await QueryAsync(task, session, timeout, cancellation).ConfigureAwait(false)
                ?? throw NotAState(task);
        }
        catch (ReveException exception) when (exception.Kind == ReveErrorKind.TaskNotFound && IsFresh(task, session))
        {
            return task with { Status = ReveTaskStatus.Received };
        }
    }

    public static ReveException NotAState(ReveTask task) => new(
        ReveErrorKind.ProviderFailed,
        $"{AtlasCloudInfo.Info} returned a response that is not the state of the task {task.Id}.",
        $"Check -BaseUri, and get the task later with Get-ReveTask {task.Id}: nothing is sent or charged again.")
    { Provider = AtlasCloudInfo.Info.Name, TaskId = task.Id, Billing = Billing.Unknown };

    private static bool IsFresh(ReveTask task, ProviderSession session) =>
        task.CreatedAt is { } accepted && (session.Clock.UtcNow - accepted).Duration() < FreshTime;
}
