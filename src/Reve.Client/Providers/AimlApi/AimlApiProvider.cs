using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Json;

namespace Reve.Providers.AimlApi;

/// <summary>AIML API: one endpoint for all operations, which differ by model.</summary>
internal sealed class AimlApiProvider : Provider
{
    private static readonly AimlApiResponseParser s_parser = new();

    public override ProviderInfo Info => AimlApiInfo.Info;

    public override void CheckAdditionalBody(ValidatedRequest request) =>
        _ = AimlApiRequestBuilder.Build(request, clientRequestId: "");

    public override async Task<PaidCall> PrepareAsync(
        ValidatedRequest request, ProviderSession session, CancellationToken cancellation)
    {
        var clientRequestId = AimlApiRequestBuilder.ClientRequestIdFor(session.Connection);
        var call = AimlApiRequestBuilder.Build(request, clientRequestId);
        await AimlApiDeprecations.CheckAsync(request.Model, session, cancellation).ConfigureAwait(false);
        return new HttpPaidCall(call, s_parser, session, clientRequestId);
    }

    public override async Task<ReveConnectionTest> TestAsync(
        ProviderSession session, CancellationToken cancellation)
    {
        var balance = await GetBalanceAsync(session, cancellation).ConfigureAwait(false);
        var own = Info.Operations.Select(operation => operation.Model).Append(session.Connection.Model)
            .OfType<string>();
        var deprecated = await AimlApiDeprecations.FindAsync([.. own.Distinct()], session, cancellation)
            .ConfigureAwait(false);
        return new ReveConnectionTest
        {
            Provider = Info.Name,
            BaseUri = session.Connection.Address,
            Works = balance.Amount > 0,
            IsKeyAccepted = true,
            Balance = balance,
            DeprecatedModels = deprecated,
            Detail = balance.Amount > 0
                ? "The key is accepted."
                : "The key is accepted, but the account has no credit.",
        };
    }

    public override async Task<IReadOnlyList<ReveModelListing>> GetModelListingsAsync(
        ProviderSession session, CancellationToken cancellation)
    {
        var models = await ModelCatalog.GetAsync("/v1/models", address: null, session, cancellation)
            .ConfigureAwait(false);
        var ids = new HashSet<string?>(models.Select(model => model.Text("id")));
        var listings = new List<ReveModelListing>();
        foreach (var operation in Info.Operations)
        {
            var state = ids.Contains(operation.Model) ? ModelListingState.Listed : ModelListingState.Gone;
            listings.Add(await AimlApiDeprecations.CompleteAsync(
                ModelCatalog.Listing(operation, state, session), session, cancellation).ConfigureAwait(false));
        }

        return listings;
    }

    public override Task<ReveBalance> GetBalanceAsync(ProviderSession session, CancellationToken cancellation) =>
        AimlApiBalance.GetAsync(session, s_parser, cancellation);
}
