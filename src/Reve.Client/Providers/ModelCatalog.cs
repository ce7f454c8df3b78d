using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers;

/// <summary>Reads the public list of models of a provider. The request needs no key.</summary>
internal static class ModelCatalog
{
    /// <summary>Gets the items of the list under "data".</summary>
    /// <param name="path">The path of the list.</param>
    /// <param name="address">One of the further addresses of the provider; null for its base address.</param>
    /// <param name="session">The session.</param>
    /// <param name="cancellation">Cancels the request.</param>
    /// <exception cref="ReveException">The list is not available.</exception>
    public static async Task<IReadOnlyList<JsonElement>> GetAsync(
        string path, Uri? address, ProviderSession session, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Get, path) { Address = address, WithoutKey = true };
        using var response = await session.FreeRequests
            .SendAsync(call, static response => new ProviderError(response.Root.Text("message")), cancellation)
            .ConfigureAwait(false);
        return response.Root.Get("data") is { ValueKind: JsonValueKind.Array }
            ? [.. response.Root.Items("data").Select(item => item.Clone())]
            : throw new ReveException(
                ReveErrorKind.ProviderFailed,
                $"The response of {session.Connection.Provider} contains no list of models.",
                "Try again later.");
    }

    /// <summary>What a list says about the model of an operation.</summary>
    public static ReveModelListing Listing(
        OperationInfo operation, ModelListingState state, ProviderSession session) => new()
    {
        Provider = session.Connection.Provider.Name,
        Operation = operation.Operation,
        Model = operation.Model,
        State = state,
        QueriedAt = session.Clock.UtcNow,
    };
}
