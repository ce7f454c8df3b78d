using System;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.Fal;

/// <summary>Sends the requests about a task.</summary>
/// <param name="task">The task.</param>
/// <param name="session">The session.</param>
/// <param name="timeout">The time for a single attempt; null for the timeout and the retries of the policy.</param>
internal sealed class FalTaskClient(ReveTask task, ProviderSession session, TimeSpan? timeout)
{
    private readonly FalTaskCalls _calls = new(task, session.Connection);

    /// <summary>Gets the state of the task, and its result when it has ended.</summary>
    public async Task<ReveTask> GetAsync(CancellationToken cancellation)
    {
        var status = await GetStatusAsync(cancellation).ConfigureAwait(false);
        return status.HasEnded
            ? await GetResultAsync(status, cancellation).ConfigureAwait(false)
            : task with { Status = status.Status };
    }

    public async Task<FalStatus> GetStatusAsync(CancellationToken cancellation)
    {
        using var response = await session.FreeRequests
            .SendAsync(
                Limit(_calls.Status), FalErrorParser.ReadTaskError, cancellation, FalStatus.ReadEmbeddedError)
            .ConfigureAwait(false);
        return FalStatus.Read(response.Root)!;
    }

    public async Task<ReveTask> GetResultAsync(FalStatus status, CancellationToken cancellation)
    {
        using var response = await session.FreeRequests
            .SendAsync(
                Limit(_calls.Result), FalErrorParser.ReadTaskError, cancellation, ReadEmbeddedResultError,
                FalResult.IsResult)
            .ConfigureAwait(false);
        return FalResult.Read(task, status, response);
    }

    public async Task CancelAsync(CancellationToken cancellation)
    {
        using var response = await session.FreeRequests
            .SendAsync(
                Limit(_calls.Cancel), FalErrorParser.ReadTaskError, cancellation, isExpected: HasEndedAlready)
            .ConfigureAwait(false);
        if (!response.IsSuccess) session.Notify(ReveNoticeLevel.Verbose, $"task {task.Id} has ended already");
    }

    private static bool HasEndedAlready(JsonResponse response) =>
        response.Status is 400 or 409 && response.Root.Text("status") == "ALREADY_COMPLETED";

    /// <summary>A page of a gateway is no result.</summary>
    private static (int Status, ProviderError Error)? ReadEmbeddedResultError(JsonResponse response) =>
        response.IsJson ? null : (502, new ProviderError(null));

    private HttpCall Limit(HttpCall call) =>
        timeout is null ? call : call with { Timeout = timeout, RetryCount = 0 };
}
