using System;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.Fal;

/// <summary>The public catalogue of models. Prices are not in it; the list of prices needs a key.</summary>
internal static class FalCatalog
{
    private static readonly string[] s_lists = ["models", "data", "items"];

    /// <exception cref="ReveException">The catalogue is not available.</exception>
    public static async Task<ReveModelListing> GetAsync(
        ReveOperation operation, string model, ProviderSession session, CancellationToken cancellation)
    {
        var entry = await FindAsync(model, session, cancellation).ConfigureAwait(false);
        return new ReveModelListing
        {
            Provider = session.Connection.Provider.Name,
            Operation = operation,
            Model = model,
            State = entry?.State ?? ModelListingState.Gone,
            EndsOn = entry?.EndsOn,
            Successor = entry?.Successor,
            Note = entry is null ? "The catalogue does not contain the model." : "The catalogue contains no prices.",
            QueriedAt = session.Clock.UtcNow,
        };
    }

    private static async Task<Entry?> FindAsync(
        string model, ProviderSession session, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Get, "/v1/models?endpoint_id=" + Uri.EscapeDataString(model))
        {
            Address = FalInfo.PlatformAddress,
            WithoutKey = true,
        };
        using var response = await session.FreeRequests
            .SendAsync(call, FalErrorParser.Read, cancellation, ReadEmbeddedError, IsUnknownModel)
            .ConfigureAwait(false);
        return s_lists.SelectMany(list => response.Root.Items(list))
            .Where(item => item.Text("endpoint_id") == model)
            .Select(Read).FirstOrDefault();
    }

    /// <summary>A 404 without an error message does not come from the catalogue.</summary>
    private static bool IsUnknownModel(JsonResponse response) =>
        response.Status is 404 or 410 && FalErrorParser.IsError(response.Root);

    private static (int Status, ProviderError Error)? ReadEmbeddedError(JsonResponse response) =>
        s_lists.Any(list => response.Root.Get(list) is { ValueKind: JsonValueKind.Array })
            ? null
            : (502, new ProviderError(FalErrorParser.MessageOf(response.Root)));

    private static Entry Read(JsonElement item)
    {
        var metadata = item.Get("metadata") ?? item;
        // The dates and successors are not documented.
        return new Entry(
            metadata.Text("status")?.ToLowerInvariant() switch
            {
                null or "active" => ModelListingState.Listed,
                "deprecated" => ModelListingState.Deprecated,
                "removed" or "retired" => ModelListingState.Gone,
                _ => ModelListingState.Listed,
            },
            metadata.Text("deprecation_date") ?? metadata.Text("shutdown_at"),
            metadata.Text("replaced_by") ?? metadata.Text("successor"));
    }

    private sealed record Entry(ModelListingState State, string? EndsOn, string? Successor);
}
