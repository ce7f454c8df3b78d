using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.AtlasCloud;

/// <summary>The public catalog of models, with their prices. It says what is listed, and not what works.</summary>
internal static class AtlasCloudCatalog
{
    /// <summary>Gets what the catalog says about the model of each operation. No key is sent.</summary>
    /// <exception cref="ReveException">The catalog is not available.</exception>
    public static async Task<IReadOnlyList<ReveModelListing>> GetAsync(
        ProviderSession session, CancellationToken cancellation)
    {
        var call = new HttpCall(HttpMethod.Get, "/api/v1/models")
        {
            WithoutKey = true,
            RequestIdHeader = AtlasCloudInfo.RequestIdHeader,
            // The descriptions of some hundred models are longer than other responses.
            ExpectsImages = true,
        };
        using var response = await session.FreeRequests
            .SendAsync(
                call, AtlasCloudErrorParser.ReadAccountError, cancellation,
                AtlasCloudErrorParser.ReadEmbeddedAccountError)
            .ConfigureAwait(false);
        var models = response.Root.ValueKind == JsonValueKind.Array
            ? response.Root.EnumerateArray().ToList()
            : [.. response.Root.Items("data")];
        if (!models.Any(model => model.Text("model") is not null)) throw NoModels();
        return [.. AtlasCloudInfo.Info.Operations.Select(operation => Find(operation, models, session))];
    }

    private static ReveModelListing Find(
        OperationInfo operation, List<JsonElement> models, ProviderSession session)
    {
        var entries = models.Where(model => model.Text("model") == operation.Model).ToList();
        var price = entries.Count > 0 ? ReadPrice(entries[0]) : null;
        var state = entries.Count > 0 ? ModelListingState.Listed : ModelListingState.Gone;
        return ModelCatalog.Listing(operation, state, session) with
        {
            ListedPrice = price,
            Unit = price is null ? null : ReveUsage.Usd,
            Note = entries.Count == 0
                ? "The model is not in the catalog."
                : NoteOf(operation, price, isHidden: entries[0].Flag("display_console") == false),
        };
    }

    private static string? NoteOf(OperationInfo operation, decimal? price, bool isHidden)
    {
        var notes = new List<string>();
        if (isHidden) notes.Add("The provider does not show the model in its console.");
        if (price is { } listed && listed != operation.Price)
        {
            notes.Add(string.Format(
                CultureInfo.InvariantCulture,
                "The listed price of {0:0.######} {1} differs from the built-in {2:0.######}.",
                listed, ReveUsage.Usd, operation.Price));
        }

        return notes.Count > 0 ? string.Join(" ", notes) : null;
    }

    /// <summary>The price of an image: a number, or the actual price among several, discounts included.</summary>
    private static decimal? ReadPrice(JsonElement model)
    {
        if (model.Charge("price") is { } plain) return plain;
        if (model.Get("price") is not { } price) return null;
        var actual = price.Get("actual") ?? price;
        return actual.Charge("base_price") ?? actual.Charge("request_price") ?? actual.Charge("output_image_price");
    }

    private static ReveException NoModels() => new(
        ReveErrorKind.ProviderFailed,
        $"The catalog of {AtlasCloudInfo.Info} contains no model that can be read.",
        "Check -BaseUri, or look at the models on the provider's website.")
    { Target = AtlasCloudInfo.Info.Name, Provider = AtlasCloudInfo.Info.Name };
}
