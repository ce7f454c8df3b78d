using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Json;

namespace Reve.Providers.Runware;

/// <summary>
/// Runware: one request for all operations. Each call is a task whose id this client makes, so a call whose response
/// was lost can be looked up.
/// </summary>
internal sealed class RunwareProvider : Provider, ITaskProvider, ICallLookup
{
    public override ProviderInfo Info => RunwareInfo.Info;

    public override void CheckAdditionalBody(ValidatedRequest request) =>
        _ = RunwareRequestBuilder.Build(request, id: "");

    public override Task<PaidCall> PrepareAsync(
        ValidatedRequest request, ProviderSession session, CancellationToken cancellation)
    {
        var attempt = new RunwareAttempt(request);
        var (call, id) = attempt.Next();
        return Task.FromResult<PaidCall>(new HttpPaidCall(call, new RunwareResponseParser(attempt), session, id)
        {
            Rebuild = attempt.Next,
            Lookup = this,
            ExpectedTask = attempt.ExpectedTask,
        });
    }

    public Task<ReveTask?> FindTaskAsync(
        ReveTask expected, ProviderSession session, CancellationToken cancellation) =>
        RunwareLookup.FindAsync(expected, session, cancellation);

    public Task<ReveTask> GetTaskAsync(
        ReveTask task, ProviderSession session, TimeSpan? timeout, CancellationToken cancellation) =>
        new RunwareQuery(task, session) { Timeout = timeout }.GetAsync(cancellation);

    /// <summary>No request that cancels an image task is documented.</summary>
    public Task CancelTaskAsync(
        ReveTask task, ProviderSession session, TimeSpan? timeout, CancellationToken cancellation) =>
        Task.FromException(TaskErrors.CancelNotSupported(task, Info));

    public Task<ReveTask> FollowTaskAsync(ReveTask task, ProviderSession session, CancellationToken cancellation) =>
        new RunwareTaskFollower(task, session).FollowAsync(cancellation);

    public ReveTask? ReadWebhook(string body)
    {
        if (!JsonReader.TryParse(body, out var json)) return null;
        using (json)
        {
            var envelope = RunwareEnvelope.Read(json.RootElement);
            var ids = envelope.Items.Select(item => item.Text("taskUUID"))
                .Concat(envelope.Errors.Select(error => error.TaskId));
            return ids.FirstOrDefault(id => id is not null) is { } id
                ? new ReveTask { Id = id, Provider = Info.Name }
                : null;
        }
    }

    public override Task<ReveBalance> GetBalanceAsync(ProviderSession session, CancellationToken cancellation) =>
        RunwareAccount.GetBalanceAsync(session, cancellation);

    public override async Task<ReveConnectionTest> TestAsync(
        ProviderSession session, CancellationToken cancellation)
    {
        var balance = await RunwareAccount.FindBalanceAsync(session, cancellation).ConfigureAwait(false);
        var hasCredit = balance is null or { Amount: > 0 }
            || balance.Details.Values.Any(amount => amount is decimal and > 0);
        return new ReveConnectionTest
        {
            Provider = Info.Name,
            BaseUri = session.Connection.Address,
            Works = hasCredit,
            IsKeyAccepted = true,
            Balance = balance,
            Detail = hasCredit ? "The key is accepted." : "The key is accepted, but the account has no credit.",
        };
    }

    public override Task<IReadOnlyList<ReveModelListing>> GetModelListingsAsync(
        ProviderSession session, CancellationToken cancellation) => RunwareListing.GetAsync(session, cancellation);
}
