using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.Runware;

/// <summary>Gets the status and the price from the published schema of the model. It needs no key.</summary>
internal static class RunwareListing
{
    private const int MaximumDepth = 8;

    private static readonly Regex s_price = new(
        @"\$\s*([0-9]+(?:\.[0-9]+)?)", RegexOptions.CultureInvariant);

    private static readonly string[] s_goneStates = ["retired", "removed", "withdrawn", "disabled", "offline", "gone"];

    public static async Task<IReadOnlyList<ReveModelListing>> GetAsync(
        ProviderSession session, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Get, "/docs/models/reve-2-1/schema.json")
        {
            Address = RunwareInfo.Website,
            WithoutKey = true,
        };
        try
        {
            using var response = await session.FreeRequests.SendAsync(
                call, static _ => new ProviderError(null), cancellation, ReadEmbeddedError).ConfigureAwait(false);
            return Read(response.Root, session);
        }
        catch (ReveException exception) when (exception.Status is 404 or 410)
        {
            return List(session, ModelListingState.Gone, null, "The provider publishes no schema of the model.");
        }
    }

    private static (int Status, ProviderError Error)? ReadEmbeddedError(JsonResponse response) =>
        response.Root.ValueKind == JsonValueKind.Object ? null : (502, new ProviderError(null));

    private static IReadOnlyList<ReveModelListing> Read(JsonElement schema, ProviderSession session)
    {
        var status = Find(schema, "x-status", MaximumDepth)?.StringValue();
        var pricing = Find(schema, "x-pricing", MaximumDepth);
        var price = pricing is { } found ? PriceIn(found) : null;
        return List(session, StateOf(status), price, NoteOf(status, price));
    }

    private static IReadOnlyList<ReveModelListing> List(
        ProviderSession session, ModelListingState state, decimal? price, string? note) =>
    [
        .. RunwareInfo.Info.Operations.Select(operation => ModelCatalog.Listing(operation, state, session) with
        {
            ListedPrice = price,
            Unit = price is null ? null : ReveUsage.Usd,
            Note = note,
        }),
    ];

    private static ModelListingState StateOf(string? status) => status?.Trim().ToLowerInvariant() switch
    {
        "live" or "active" or "available" => ModelListingState.Listed,
        "deprecated" or "sunset" => ModelListingState.Deprecated,
        { } other when s_goneStates.Contains(other) => ModelListingState.Gone,
        _ => ModelListingState.Unknown,
    };

    private static string? NoteOf(string? status, decimal? price)
    {
        if (StateOf(status) == ModelListingState.Unknown)
        {
            return status is null ? "The schema of the model has no status." : $"Its status is '{status}'.";
        }

        return price is { } listed && listed != RunwareInfo.Price
            ? string.Format(
                CultureInfo.InvariantCulture, "The listed price is {0} USD, the built-in price is {1} USD.", listed,
                RunwareInfo.Price)
            : null;
    }

    /// <summary>The price in a text such as "starts at $0.20", or in the texts of a list or an object.</summary>
    private static decimal? PriceIn(JsonElement pricing)
    {
        var match = s_price.Match(pricing.RawText() ?? "");
        return match.Success ? JsonReader.ParseCharge(match.Groups[1].Value) : null;
    }

    /// <summary>The first field with a name, at any place of the schema.</summary>
    private static JsonElement? Find(JsonElement element, string name, int depth)
    {
        if (element.Get(name) is { } found) return found;
        if (depth == 0) return null;
        var inner = element.ValueKind == JsonValueKind.Array
            ? element.EnumerateArray()
            : element.Fields().Select(field => field.Value);
        return inner.Select(value => Find(value, name, depth - 1)).FirstOrDefault(value => value is not null);
    }
}
