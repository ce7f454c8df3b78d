using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Reve.Providers.Fal;

/// <summary>Tests a connection with requests that cost nothing.</summary>
internal static class FalConnectionTest
{
    // The ids of calls have this form, and none is this one.
    private const string UnknownId = "00000000-0000-0000-0000-000000000000";

    public static async Task<ReveConnectionTest> RunAsync(ProviderSession session, CancellationToken cancellation)
    {
        await RequireKeyAsync(session, cancellation).ConfigureAwait(false);
        var balance = await FindBalanceAsync(session, cancellation).ConfigureAwait(false);
        return new ReveConnectionTest
        {
            Provider = session.Connection.Provider.Name,
            BaseUri = session.Connection.Address,
            Works = balance is null || balance.Amount > 0,
            IsKeyAccepted = true,
            Balance = balance,
            DeprecatedModels = await FindDeprecatedAsync(session, cancellation).ConfigureAwait(false),
            Detail = balance is null ? "The key is accepted. It does not give access to the balance."
                : balance.Amount > 0 ? "The key is accepted."
                : "The key is accepted, but the account has no credit.",
        };
    }

    /// <summary>
    /// Queries a call that does not exist. A wrong key is rejected, and an account without credit is locked. A 404
    /// without the provider's message comes from another host.
    /// </summary>
    private static async Task RequireKeyAsync(ProviderSession session, CancellationToken cancellation)
    {
        var task = new ReveTask { Id = UnknownId, Provider = session.Connection.Provider.Name };
        try
        {
            await new FalTaskClient(task, session, timeout: null).GetStatusAsync(cancellation).ConfigureAwait(false);
        }
        catch (ReveException exception) when (
            exception is { Kind: ReveErrorKind.TaskNotFound, ProviderMessage: not null })
        {
            // The expected response.
        }
    }

    private static async Task<ReveBalance?> FindBalanceAsync(ProviderSession session, CancellationToken cancellation)
    {
        try
        {
            return await FalBalance.GetAsync(session, cancellation).ConfigureAwait(false);
        }
        catch (ReveException)
        {
            return null;
        }
    }

    private static async Task<IReadOnlyList<string>> FindDeprecatedAsync(
        ProviderSession session, CancellationToken cancellation)
    {
        var models = session.Connection.Provider.Operations
            .Select(operation => (operation.Operation, Model: session.Connection.ModelFor(operation.Operation)
                ?? operation.Model))
            .GroupBy(entry => entry.Model).Select(group => group.First());
        try
        {
            var listings = await Task.WhenAll(models.Select(entry =>
                FalCatalog.GetAsync(entry.Operation, entry.Model, session, cancellation))).ConfigureAwait(false);
            return
            [
                .. listings.Where(listing => listing.State != ModelListingState.Listed)
                    .Select(listing => listing.Model),
            ];
        }
        catch (ReveException)
        {
            return [];
        }
    }
}
