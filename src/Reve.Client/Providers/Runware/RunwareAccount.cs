using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Reve.Http;
using Reve.Json;

namespace Reve.Providers.Runware;

/// <summary>Gets the balance of the account. Its form differs between versions: a number, or an object.</summary>
internal static class RunwareAccount
{
    private static readonly string[] s_amountFields = ["amount", "balance", "credits"];

    /// <summary>Gets the balance; null when the response has none that can be read.</summary>
    /// <exception cref="ReveException">The key is not accepted, or the request failed.</exception>
    public static async Task<ReveBalance?> FindBalanceAsync(
        ProviderSession session, CancellationToken cancellation)
    {
        using var response = await session.FreeRequests.SendAsync(
            RunwareRequestBuilder.GetAccount(), ReadError, cancellation, ReadEmbeddedError).ConfigureAwait(false);
        var items = RunwareEnvelope.Read(response.Root).Items;
        return items.Select(item => Read(item, session)).FirstOrDefault(balance => balance is not null);
    }

    public static async Task<ReveBalance> GetBalanceAsync(ProviderSession session, CancellationToken cancellation)
    {
        var provider = session.Connection.Provider;
        return await FindBalanceAsync(session, cancellation).ConfigureAwait(false) ?? throw new ReveException(
            ReveErrorKind.ProviderFailed,
            $"The response of {provider} contains no balance that can be read.",
            "Check -BaseUri, or look at the account on the provider's website.")
        { Target = provider.Name, Provider = provider.Name };
    }

    private static ProviderError ReadError(JsonResponse response) =>
        FirstError(RunwareEnvelope.Read(response.Root))?.ToProviderError() ?? new ProviderError(null);

    private static (int Status, ProviderError Error)? ReadEmbeddedError(JsonResponse response)
    {
        if (!response.IsJson) return (502, new ProviderError(null));
        var envelope = RunwareEnvelope.Read(response.Root);
        return envelope.Items.Count == 0 ? FirstError(envelope)?.ToEmbedded() : null;
    }

    private static RunwareError? FirstError(RunwareEnvelope envelope) =>
        envelope.Errors.Count > 0 ? envelope.Errors[0] : null;

    private static ReveBalance? Read(JsonElement item, ProviderSession session)
    {
        var balance = item.Get("balance") ?? default;
        if ((item.Amount("balance") ?? AmountIn(balance) ?? item.Amount("credits")) is not { } amount) return null;
        return new ReveBalance
        {
            Provider = session.Connection.Provider.Name,
            Amount = amount,
            Unit = balance.Text("currency") ?? item.Text("currency") ?? ReveUsage.Usd,
            Details = DetailsOf(item, balance),
            AskedAt = session.Clock.UtcNow,
        };
    }

    private static decimal? AmountIn(JsonElement balance) =>
        s_amountFields.Select(field => balance.Amount(field)).FirstOrDefault(amount => amount is not null);

    /// <summary>The name of the organization and further amounts. The response also lists people and keys.</summary>
    private static Dictionary<string, object> DetailsOf(JsonElement item, JsonElement balance)
    {
        var details = new Dictionary<string, object>();
        foreach (var name in (string[])["organizationName", "organizationUUID"])
        {
            if (item.Text(name) is { } text) details[name] = text;
        }

        foreach (var field in balance.Fields())
        {
            if (field.Key != "amount" && balance.Amount(field.Key) is { } amount) details[field.Key] = amount;
        }

        return details;
    }
}
