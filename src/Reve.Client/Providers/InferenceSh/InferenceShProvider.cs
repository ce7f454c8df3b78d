using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.InferenceSh;

/// <summary>inference.sh: the Reve models are apps, and each call is a task.</summary>
internal sealed class InferenceShProvider : Provider, ITaskProvider
{
    // Only the id in the response allows a task to be cancelled, so a request that is under way is not aborted at once.
    private static readonly TimeSpan s_gracePeriod = TimeSpan.FromSeconds(2);

    public override ProviderInfo Info => InferenceShInfo.Info;

    public override void CheckAdditionalBody(ValidatedRequest request) =>
        _ = InferenceShRequestBuilder.Build(request, [.. request.Inputs.Select(input => input.Name)]);

    public override async Task<PaidCall> PrepareAsync(
        ValidatedRequest request, ProviderSession session, CancellationToken cancellation)
    {
        var inputs = await InferenceShUploader.UploadAsync(request.Inputs, session, cancellation)
            .ConfigureAwait(false);
        return new HttpPaidCall(
            InferenceShRequestBuilder.Build(request, inputs), new InferenceShResponseParser(request), session)
        {
            GracePeriod = s_gracePeriod,
        };
    }

    public async Task<ReveTask> GetTaskAsync(
        ReveTask task, ProviderSession session, TimeSpan? timeout, CancellationToken cancellation)
    {
        var call = Limit(InferenceShRequestBuilder.GetTask(task.Id), timeout);
        using var response = await session.FreeRequests
            .SendAsync(
                call, InferenceShErrorParser.ReadTaskError, cancellation, InferenceShErrorParser.ReadTaskStateError)
            .ConfigureAwait(false);
        var parser = new InferenceShTaskParser(task);
        parser.Merge(response.Root);
        return parser.Task;
    }

    public async Task CancelTaskAsync(
        ReveTask task, ProviderSession session, TimeSpan? timeout, CancellationToken cancellation)
    {
        var call = Limit(InferenceShRequestBuilder.CancelTask(task.Id), timeout);
        try
        {
            using var response = await session.FreeRequests
                .SendAsync(
                    call, InferenceShErrorParser.ReadTaskError, cancellation,
                    InferenceShErrorParser.ReadEmbeddedTaskError)
                .ConfigureAwait(false);
        }
        catch (ReveException exception) when (exception.Status == 409)
        {
            session.Notify(ReveNoticeLevel.Verbose, $"task {task.Id} has ended already");
        }
    }

    public Task<ReveTask> FollowTaskAsync(ReveTask task, ProviderSession session, CancellationToken cancellation) =>
        new InferenceShTaskFollower(task, session).FollowAsync(cancellation);

    public ReveTask? ReadWebhook(string body)
    {
        if (!JsonReader.TryParse(body, out var json)) return null;
        using (json)
        {
            var parser = new InferenceShTaskParser(new ReveTask { Id = "", Provider = Info.Name });
            parser.Merge(json.RootElement);
            return parser.Task.Id.Length > 0 ? parser.Task : null;
        }
    }

    /// <summary>
    /// Queries a task that does not exist. The provider rejects a wrong key before it looks for the task. A 404
    /// without its error message comes from another host.
    /// </summary>
    public override async Task<ReveConnectionTest> TestAsync(
        ProviderSession session, CancellationToken cancellation)
    {
        var test = new ReveConnectionTest
        {
            Provider = Info.Name,
            BaseUri = session.Connection.Address,
            Works = true,
            IsKeyAccepted = true,
            Detail = "The key is accepted.",
        };
        try
        {
            var task = new ReveTask { Id = "connection-test", Provider = Info.Name };
            await GetTaskAsync(task, session, timeout: null, cancellation).ConfigureAwait(false);
            return test;
        }
        catch (ReveException exception) when (exception is { Kind: ReveErrorKind.TaskNotFound, ProviderMessage: not null })
        {
            return test;
        }
    }

    private static HttpCall Limit(HttpCall call, TimeSpan? timeout) =>
        timeout is null ? call : call with { Timeout = timeout, RetryCount = 0 };
}
