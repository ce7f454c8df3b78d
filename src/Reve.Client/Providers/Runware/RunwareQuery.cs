using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;

namespace Reve.Providers.Runware;

/// <summary>Queries the state of one task.</summary>
/// <param name="task">The task.</param>
/// <param name="session">The session.</param>
internal sealed class RunwareQuery(ReveTask task, ProviderSession session)
{
    private const int BadGateway = 502;

    private readonly RunwareTaskParser _parser = new(task);

    /// <summary>The timeout of one attempt, which is then the only one; null for those of the policy.</summary>
    public TimeSpan? Timeout { get; init; }

    public ReveTask Task => _parser.Task;

    public bool LacksImage => _parser.LacksImage;

    /// <summary>
    /// Queries the state. A task that is not active any more is in the history of the account.
    /// </summary>
    /// <exception cref="ReveException">There is no such task, or the request failed.</exception>
    public async Task<ReveTask> GetAsync(CancellationToken cancellation)
    {
        try
        {
            await SendAsync(RunwareRequestBuilder.GetResponse(task.Id), _parser.Merge, cancellation)
                .ConfigureAwait(false);
        }
        catch (ReveException exception) when (exception.Kind == ReveErrorKind.TaskNotFound)
        {
            await SendAsync(RunwareRequestBuilder.GetDetails(task.Id), _parser.MergeDetails, cancellation)
                .ConfigureAwait(false);
        }

        return _parser.Task;
    }

    /// <summary>
    /// Sends a query. A response that says something about the task is valid whatever its status: that of a failed task
    /// is not documented.
    /// </summary>
    private async Task SendAsync(
        HttpCall call, Func<RunwareEnvelope, bool> merge, CancellationToken cancellation)
    {
        var isMerged = false;
        try
        {
            var limited = Timeout is null ? call : call with { Timeout = Timeout, RetryCount = 0 };
            using var response = await session.FreeRequests
                .SendAsync(limited, ReadError, cancellation, ReadEmbeddedError).ConfigureAwait(false);
        }
        catch (ReveException) when (isMerged)
        {
            // The error is that of the task.
        }

        ProviderError ReadError(JsonResponse response)
        {
            var envelope = RunwareEnvelope.Read(response.Root);
            isMerged = merge(envelope);
            // A final status, because the state is known.
            return isMerged ? new ProviderError(null) { Status = 400 }
                : ErrorOf(envelope) ?? new ProviderError(null) { Kind = KindOf(response.Status) };
        }

        (int Status, ProviderError Error)? ReadEmbeddedError(JsonResponse response)
        {
            if (!response.IsJson) return (BadGateway, new ProviderError(null));
            var envelope = RunwareEnvelope.Read(response.Root);
            if (merge(envelope)) return null;
            var error = ErrorOf(envelope) ?? new ProviderError(null)
            {
                Kind = ReveErrorKind.TaskNotFound,
                Status = 404,
            };
            return (error.Status ?? BadGateway, error);
        }
    }

    private static ReveErrorKind? KindOf(int status) => status is 404 or 410 ? ReveErrorKind.TaskNotFound : null;

    private ProviderError? ErrorOf(RunwareEnvelope envelope) =>
        envelope.Errors.FirstOrDefault(error => error.Concerns(task.Id))?.ToProviderError();
}
