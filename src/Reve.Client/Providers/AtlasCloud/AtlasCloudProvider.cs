using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Connections;
using Reve.Json;

namespace Reve.Providers.AtlasCloud;

/// <summary>Atlas Cloud: one endpoint for all operations, which differ by model. Each call is a task.</summary>
internal sealed class AtlasCloudProvider : Provider, ITaskProvider
{
    private const string RetentionHeader = "X-AtlasCloud-Request-Retention-Hours";

    // A task cannot be cancelled and is found only by its id, so a request that is under way is not aborted at once.
    private static readonly TimeSpan s_gracePeriod = TimeSpan.FromSeconds(2);

    public override ProviderInfo Info => AtlasCloudInfo.Info;

    public override void CheckAdditionalBody(ValidatedRequest request) =>
        AtlasCloudRequestBuilder.Check(request);

    public override async Task<PaidCall> PrepareAsync(
        ValidatedRequest request, ProviderSession session, CancellationToken cancellation)
    {
        RequireRetention(session.Connection);
        var inputs = await AtlasCloudUploader.UploadAsync(request.Inputs, session, cancellation).ConfigureAwait(false);
        return new HttpPaidCall(
            AtlasCloudRequestBuilder.Build(request, inputs), new AtlasCloudResponseParser(request, session.Clock),
            session)
        {
            GracePeriod = s_gracePeriod,
        };
    }

    public Task<ReveTask> GetTaskAsync(
        ReveTask task, ProviderSession session, TimeSpan? timeout, CancellationToken cancellation) =>
        AtlasCloudTasks.GetAsync(task, session, timeout, cancellation);

    /// <summary>The provider documents no request that cancels a task.</summary>
    public Task CancelTaskAsync(
        ReveTask task, ProviderSession session, TimeSpan? timeout, CancellationToken cancellation) =>
        Task.FromException(TaskErrors.CancelNotSupported(task, Info));

    public Task<ReveTask> FollowTaskAsync(ReveTask task, ProviderSession session, CancellationToken cancellation) =>
        new AtlasCloudTaskFollower(task, session).FollowAsync(cancellation);

    /// <summary>
    /// Reads the id only. The signature is not needed, because the provider is queried for the rest. Webhooks of other
    /// providers can have a session as well, beside the id of their task.
    /// </summary>
    public ReveTask? ReadWebhook(string body)
    {
        if (!JsonReader.TryParse(body, out var json)) return null;
        using (json)
        {
            var root = json.RootElement;
            var isEvent = root.Get("id") is null
                && (root.Text("event_type") is not null || root.Get("payload") is not null);
            return isEvent && root.Text("session_id") is { } id
                ? new ReveTask { Id = id, Provider = Info.Name }
                : null;
        }
    }

    /// <summary>Gets the balance, which needs the key, and looks for the models in the catalog.</summary>
    public override async Task<ReveConnectionTest> TestAsync(
        ProviderSession session, CancellationToken cancellation)
    {
        var balance = await GetBalanceAsync(session, cancellation).ConfigureAwait(false);
        var unlisted = await FindUnlistedAsync(session, cancellation).ConfigureAwait(false);
        return new ReveConnectionTest
        {
            Provider = Info.Name,
            BaseUri = session.Connection.Address,
            Works = balance.Amount > 0 && unlisted.Count == 0,
            IsKeyAccepted = true,
            Balance = balance,
            DeprecatedModels = unlisted,
            Detail = (balance.Amount > 0, unlisted.Count) switch
            {
                (false, _) => "The key is accepted, but the account has no credit.",
                (_, 0) => "The key is accepted.",
                _ => $"The key is accepted, but the catalog does not list {string.Join(", ", unlisted)}.",
            },
        };
    }

    public override Task<ReveBalance> GetBalanceAsync(ProviderSession session, CancellationToken cancellation) =>
        AtlasCloudBalance.GetAsync(session, cancellation);

    public override Task<IReadOnlyList<ReveModelListing>> GetModelListingsAsync(
        ProviderSession session, CancellationToken cancellation) =>
        AtlasCloudCatalog.GetAsync(session, cancellation);

    /// <summary>The models that a catalog does not list; none when the catalog is not available.</summary>
    private async Task<IReadOnlyList<string>> FindUnlistedAsync(
        ProviderSession session, CancellationToken cancellation)
    {
        try
        {
            var listings = await GetModelListingsAsync(session, cancellation).ConfigureAwait(false);
            return [.. listings.Where(listing => listing.State == ModelListingState.Gone)
                .Select(listing => listing.Model)];
        }
        catch (ReveException exception)
        {
            session.Notify(ReveNoticeLevel.Verbose, $"the catalog is not available: {exception.Message}");
            return [];
        }
    }

    /// <summary>With a retention of 0 no record is kept, so that a paid image could not be received.</summary>
    private static void RequireRetention(ReveConnection connection)
    {
        if (connection.Headers.Values.TryGetValue(RetentionHeader, out var text)
            && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var hours)
            && hours <= 0)
        {
            throw ConnectionErrors.HeaderInvalid(
                RetentionHeader, "is 0, so the provider would keep no record by which the image can be received");
        }
    }
}
