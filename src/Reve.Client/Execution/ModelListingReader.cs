using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Reve.Providers;
using Reve.Threading;

namespace Reve.Execution;

/// <summary>Gets what a provider lists about its models. Whatever fails is a note and not an error.</summary>
internal sealed class ModelListingReader(CallPolicy policy, Clock clock)
{
    /// <param name="connection">The connection. Its key is not sent.</param>
    /// <param name="cancellation">Cancels the requests.</param>
    /// <param name="provider">The provider; null for that of the connection.</param>
    public async Task<IReadOnlyList<ReveModelListing>> ReadAsync(
        ReveConnection connection, CancellationToken cancellation, Provider? provider = null)
    {
        var sessions = new ProviderSessionFactory(
            connection with { Key = null }, policy, clock, new AsyncCache<string, object>());
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        clock.CancelAfter(timeout, policy.Timeout);
        try
        {
            return await (provider ?? ProviderRegistry.Find(connection.Provider))
                .GetModelListingsAsync(sessions.Create(notify: null), timeout.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellation.IsCancellationRequested)
        {
            var note = exception is OperationCanceledException
                ? "The provider did not respond in time."
                : exception.Message;
            return [.. connection.Provider.Operations.Select(operation => new ReveModelListing
            {
                Provider = connection.Provider.Name,
                Operation = operation.Operation,
                Model = operation.Model,
                State = ModelListingState.Unknown,
                Note = note,
                QueriedAt = clock.UtcNow,
            })];
        }
    }
}
