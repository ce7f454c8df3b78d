using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Json;

namespace Reve.Providers.Fal;

/// <summary>fal: each call is a task in a queue, which is followed by the addresses that fal returns for it.</summary>
internal sealed class FalProvider : Provider, ITaskProvider
{
    // Only the id in the response allows a task to be cancelled, so a request that is under way is not aborted at once.
    private static readonly TimeSpan s_gracePeriod = TimeSpan.FromSeconds(2);

    public override ProviderInfo Info => FalInfo.Info;

    public override void CheckAdditionalBody(ValidatedRequest request) =>
        _ = FalRequestBuilder.Build(request, request.Inputs);

    public override async Task<PaidCall> PrepareAsync(
        ValidatedRequest request, ProviderSession session, CancellationToken cancellation)
    {
        var inputs = await FalUploader.UploadAsync(request.Inputs, session, cancellation).ConfigureAwait(false);
        return new HttpPaidCall(FalRequestBuilder.Build(request, inputs), new FalResponseParser(request), session)
        {
            GracePeriod = s_gracePeriod,
        };
    }

    public Task<ReveTask> GetTaskAsync(
        ReveTask task, ProviderSession session, TimeSpan? timeout, CancellationToken cancellation) =>
        new FalTaskClient(task, session, timeout).GetAsync(cancellation);

    public Task CancelTaskAsync(
        ReveTask task, ProviderSession session, TimeSpan? timeout, CancellationToken cancellation) =>
        new FalTaskClient(task, session, timeout).CancelAsync(cancellation);

    public Task<ReveTask> FollowTaskAsync(ReveTask task, ProviderSession session, CancellationToken cancellation) =>
        new FalTaskFollower(task, session).FollowAsync(cancellation);

    /// <summary>Anyone can send such a body, so only the id is read.</summary>
    public ReveTask? ReadWebhook(string body)
    {
        if (!JsonReader.TryParse(body, out var json)) return null;
        using (json)
        {
            return json.RootElement.Text("request_id") is { } id
                ? new ReveTask { Id = id, Provider = Info.Name }
                : null;
        }
    }

    public override Task<ReveConnectionTest> TestAsync(ProviderSession session, CancellationToken cancellation) =>
        FalConnectionTest.RunAsync(session, cancellation);

    public override async Task<IReadOnlyList<ReveModelListing>> GetModelListingsAsync(
        ProviderSession session, CancellationToken cancellation) =>
        await Task.WhenAll(Info.Operations.Select(operation =>
            FalCatalog.GetAsync(operation.Operation, operation.Model, session, cancellation))).ConfigureAwait(false);

    public override Task<ReveBalance> GetBalanceAsync(ProviderSession session, CancellationToken cancellation) =>
        FalBalance.GetAsync(session, cancellation);
}
